package io.cpni.examples.benchmarks.gate;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import java.io.Serializable;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.security.access.PermissionEvaluator;
import org.springframework.security.access.expression.method.DefaultMethodSecurityExpressionHandler;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.method.PostFilterAuthorizationMethodInterceptor;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** Reads pages of calls with Hibernate, for marketing, guarded in different ways. */
final class Orm implements AutoCloseable {

    private static final OffsetDateTime NOW = DataSet.NOW.atOffset(ZoneOffset.UTC);
    private static final AccessContext MARKETING = Reader.MARKETING.context();

    private final Guard guard;
    private final SessionFactory sessions;
    private final CallPages pages;

    /** Answers from memory, which is kinder to the filter than an application could be: it would have to ask a store. */
    private record WhoAgreed(Set<Long> accounts) implements PermissionEvaluator {

        @Override
        public boolean hasPermission(Authentication authentication, @Nullable Object target, Object permission) {
            return target instanceof CallRecord call && accounts.contains(call.accountId());
        }

        @Override
        public boolean hasPermission(Authentication authentication, Serializable id, String type, Object permission) {
            return false;
        }
    }

    Orm(Carrier carrier, Guard guard, long calls) {
        this.guard = guard;
        Configuration configuration = new Configuration().addAnnotatedClass(CallRecord.class);
        configuration.getProperties().put("hibernate.connection.datasource", guard.source(carrier));
        configuration.setProperty("hibernate.boot.allow_jdbc_metadata_access", "false");
        configuration.setProperty(
                "hibernate.dialect",
                switch (carrier.database()) {
                    case H2 -> "org.hibernate.dialect.H2Dialect";
                    case POSTGRESQL -> "org.hibernate.dialect.PostgreSQLDialect";
                    case MARIADB -> "org.hibernate.dialect.MariaDBDialect";
                });
        this.sessions = configuration.buildSessionFactory();
        this.pages = guard == Guard.POST_FILTER ? filtering(calls) : this::read;
    }

    private CallPages filtering(long calls) {
        Set<Long> agreed = new HashSet<>();
        for (long account = 1; account <= DataSet.accounts(calls); account++) {
            if (DataSet.hasAgreed(DataSet.customerOf(account, calls))) {
                agreed.add(account);
            }
        }
        DefaultMethodSecurityExpressionHandler expressions = new DefaultMethodSecurityExpressionHandler();
        expressions.setPermissionEvaluator(new WhoAgreed(agreed));
        PostFilterAuthorizationMethodInterceptor interceptor = new PostFilterAuthorizationMethodInterceptor();
        interceptor.setExpressionHandler(expressions);
        CallPages unfiltered = this::read;
        ProxyFactory factory = new ProxyFactory(unfiltered);
        factory.addAdvisor(interceptor);
        return (CallPages) factory.getProxy(Orm.class.getClassLoader());
    }

    /** Returns the newest hundred calls of an account, as far as marketing may see them. */
    List<Object> page(long account) {
        return switch (guard) {
            case GATE, AUDITED_GATE -> AccessScope.within(MARKETING, () -> pages.page(account));
            case POST_FILTER -> {
                SecurityContextHolder.setContext(
                        new SecurityContextImpl(new TestingAuthenticationToken("mara", "", "ROLE_MARKETING")));
                try {
                    yield pages.page(account);
                } finally {
                    SecurityContextHolder.clearContext();
                }
            }
            case NOTHING, FILTER -> pages.page(account);
        };
    }

    private List<Object> read(long account) {
        return sessions.fromTransaction(session -> {
            if (guard == Guard.FILTER) {
                enable(session);
            }
            return new ArrayList<>(session.createSelectionQuery(
                            "from CallRecord c where c.accountId = :account order by c.startedAt desc, c.id desc",
                            CallRecord.class)
                    .setParameter("account", account)
                    .setMaxResults(100)
                    .getResultList());
        });
    }

    private static void enable(Session session) {
        session.enableFilter(CallRecord.AGREED).setParameter("now", NOW);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
