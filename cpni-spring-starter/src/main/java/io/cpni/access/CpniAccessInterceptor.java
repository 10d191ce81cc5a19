package io.cpni.access;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.AccessorSource;
import io.cpni.accessor.CpniAccess;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditLog;
import io.cpni.audit.TraceSource;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.Decision;
import io.cpni.decision.Enforcement;
import io.cpni.decision.Reason;
import io.cpni.purpose.Recipient;
import java.lang.reflect.Method;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Opens an access scope for the length of an annotated method.
 *
 * <p>Where a context is bound already for the same accessor, purpose and kind of recipient the method gets that one, so
 * that an offer or a justification that the caller has bound is not lost.
 *
 * <p>A scope that the method opens and leaves open is unbound when the method ends, and an exception says so: its context
 * must not lend its rights to the thread's next work.
 */
public final class CpniAccessInterceptor implements MethodInterceptor {

    private final AccessorSource accessors;
    private final AuditLog auditLog;
    private final Supplier<Enforcement> enforcement;
    private final InstantSource clock;
    private final TraceSource trace;

    /**
     * Creates an interceptor that asks the given source who is calling, and records when it is nobody.
     *
     * @param accessors tells who is calling
     * @param auditLog where it is recorded that nobody is
     * @param enforcement where everything is only observed, a method that nobody calls runs without a context
     * @param clock tells the instant of records
     * @param trace tells the ids under which tracing knows the calling thread's work
     */
    public CpniAccessInterceptor(
            AccessorSource accessors,
            AuditLog auditLog,
            Supplier<Enforcement> enforcement,
            InstantSource clock,
            TraceSource trace) {
        this.accessors = accessors;
        this.auditLog = auditLog;
        this.enforcement = enforcement;
        this.clock = clock;
        this.trace = trace;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        if (invocation.getMethod().getDeclaringClass() == Object.class) {
            return invocation.proceed();
        }
        CpniAccess access = access(invocation)
                .orElseThrow(() -> new IllegalStateException(
                        "no @CpniAccess is found on the method that is proxied for it: " + invocation.getMethod()));
        Optional<Accessor> known = accessors.current();
        if (known.isEmpty() && enforcement.get().observesEverything()) {
            record(AuditEntry.observedDenial(clock.instant()), access);
            return invocation.proceed();
        }
        Accessor accessor = known.orElseThrow(() -> denyNobody(access));
        AccessContext context = AccessScope.current()
                .filter(bound -> bound.isBy(accessor, access.purpose(), access.recipient()))
                .orElseGet(() -> AccessContext.of(accessor, access.purpose())
                        .recipient(Recipient.of(access.recipient()))
                        .build());
        AccessScope scope = AccessScope.open(context);
        // What the method throws goes before what closing says about it.
        try (scope) {
            return invocation.proceed();
        }
    }

    private static Optional<CpniAccess> access(MethodInvocation invocation) {
        Object target = invocation.getThis();
        Class<?> type = target == null ? invocation.getMethod().getDeclaringClass() : AopUtils.getTargetClass(target);
        Method specific = AopUtils.getMostSpecificMethod(invocation.getMethod(), type);
        Class<?> proxied = target == null ? type : target.getClass();
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(specific, CpniAccess.class))
                .or(() -> Optional.ofNullable(
                        AnnotatedElementUtils.findMergedAnnotation(invocation.getMethod(), CpniAccess.class)))
                .or(() -> Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(type, CpniAccess.class)))
                .or(() -> Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(
                        invocation.getMethod().getDeclaringClass(), CpniAccess.class)))
                // A repository's inherited methods are declared elsewhere; its own interface is what the proxy
                // implements.
                .or(() -> Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(proxied, CpniAccess.class)));
    }

    private CpniAccessDeniedException denyNobody(CpniAccess access) {
        record(AuditEntry.denial(clock.instant()), access);
        return new CpniAccessDeniedException(new Decision.Deny(nobody()));
    }

    private void record(AuditEntry.Builder entry, CpniAccess access) {
        Reason reason = nobody();
        auditLog.append(entry.trace(trace)
                .purpose(access.purpose())
                .recipient(Recipient.of(access.recipient()))
                .rules(List.of(new AppliedRule(reason.rule(), reason.citation())))
                .build());
    }

    private static Reason nobody() {
        return new Reason("R-GEN-1", "47 U.S.C. 222(a), 47 CFR 64.2010(a)", "sign in: nobody is known to be asking");
    }
}
