package io.cpni.examples.voip.sql;

import io.cpni.decision.Reason;
import java.net.URI;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Says why a statement got no answer, in problem details (RFC 9457).
 *
 * <p>None has a cause: what the server says may quote a record, and what a parser says quotes the request.
 */
final class SqlProblem {

    private static final Logger LOG = LoggerFactory.getLogger(SqlProblem.class);

    private SqlProblem() {}

    /** Blames the request. */
    static ErrorResponseException badRequest(String detail) {
        return of(HttpStatus.BAD_REQUEST, detail);
    }

    /** Says by which rule the use of which table is denied, and what would change that. */
    static ErrorResponseException denied(Reason reason, Optional<String> table) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.FORBIDDEN, "Rule " + reason.rule() + " does not permit this use.");
        problem.setType(URI.create("urn:cpni:problem:denied"));
        problem.setTitle("Access to customer data denied");
        table.ifPresent(name -> problem.setProperty("table", name));
        problem.setProperty("rule", reason.rule());
        problem.setProperty("citation", reason.citation());
        problem.setProperty("remedy", reason.remedy());
        return new ErrorResponseException(HttpStatus.FORBIDDEN, problem, null);
    }

    /** Says as much of a failure of the database as the standard's code tells, and nothing in the server's words. */
    static ErrorResponseException failed(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        LOG.info("A statement failed with SQL state {} and code {}", state, failure.getErrorCode());
        // 57014 is what H2 says of a statement that took too long; HYT00 of a lock.
        if (failure instanceof SQLTimeoutException || state.equals("57014") || state.equals("HYT00")) {
            return of(HttpStatus.SERVICE_UNAVAILABLE, "The statement took too long; ask for less.");
        }
        return of(HttpStatus.UNPROCESSABLE_CONTENT, detail(state.length() < 2 ? "" : state.substring(0, 2)));
    }

    private static String detail(String stateClass) {
        return switch (stateClass) {
            case "07", "90" -> "The database cannot run the statement; is there a value in params for each ? of it?";
            case "21" -> "The numbers of columns do not agree, or a subquery has several rows.";
            case "22" -> "A value does not fit where the statement uses it.";
            case "23" -> "A constraint of the database does not permit the change.";
            case "42" -> "The database cannot read the statement; are the names and the grammar right?";
            default -> "The database cannot run the statement.";
        };
    }

    private static ErrorResponseException of(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
