package io.cpni.web;

import io.cpni.audit.AuditUnavailableException;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.Reason;
import io.cpni.sql.CpniStatementRefusedException;
import java.net.URI;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Turns what the gate throws into problem details. Exceptions are found also where a framework has wrapped them.
 *
 * <p>The body names the rule and its paragraph, never what would change the answer nor whether a record exists.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
public final class CpniProblemAdvice {

    /** Creates the advice. */
    public CpniProblemAdvice() {}

    /** Answers a denial with 403. */
    @ExceptionHandler
    public ProblemDetail denied(CpniAccessDeniedException denied) {
        Reason reason = denied.decision().reason();
        ProblemDetail problem = problem(HttpStatus.FORBIDDEN, "denied", "Access to customer data denied");
        problem.setDetail("Rule " + reason.rule() + " does not permit this use.");
        problem.setProperty("rule", reason.rule());
        problem.setProperty("citation", reason.citation());
        return problem;
    }

    /** Answers a statement that the gate does not speak with 400. */
    @ExceptionHandler
    public ProblemDetail refused(CpniStatementRefusedException refused) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "refused", "Statement refused");
        problem.setDetail(refused.getMessage());
        return problem;
    }

    /** Answers with 503 while accesses cannot be recorded: no audit, no data. */
    @ExceptionHandler
    public ProblemDetail unrecorded(AuditUnavailableException unavailable) {
        ProblemDetail problem = problem(HttpStatus.SERVICE_UNAVAILABLE, "audit-unavailable", "Audit log unavailable");
        problem.setDetail("Accesses to customer data cannot be recorded at the moment, so none is given.");
        return problem;
    }

    /** Answers with 503 while facts cannot be read. */
    @ExceptionHandler
    public ProblemDetail unavailable(StoreUnavailableException unavailable) {
        ProblemDetail problem = problem(HttpStatus.SERVICE_UNAVAILABLE, "store-unavailable", "Store unavailable");
        problem.setDetail("Facts that the decision needs cannot be read at the moment, so no access is given.");
        return problem;
    }

    private static ProblemDetail problem(HttpStatus status, String type, String title) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("urn:cpni:problem:" + type));
        problem.setTitle(title);
        return problem;
    }
}
