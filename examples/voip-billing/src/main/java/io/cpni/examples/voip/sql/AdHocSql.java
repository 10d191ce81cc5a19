package io.cpni.examples.voip.sql;

import io.cpni.accessor.Operation;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.examples.voip.security.Desk;
import io.cpni.examples.voip.sql.DecisionsHeard.Heard;
import io.cpni.purpose.Recipient;
import io.cpni.sql.CpniStatementRefusedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Service;

/**
 * Runs statements that nobody has read before, each in a transaction of its own.
 *
 * <p>It looks at no statement. The data source that it is given, as any bean would be, is the guarded one, and whatever
 * protects the records is there.
 */
@Service
class AdHocSql {

    private static final int LONGEST_SECONDS = 10;

    private final DataSource dataSource;
    private final Desk desk;
    private final DecisionsHeard decisions;

    AdHocSql(DataSource dataSource, Desk desk, DecisionsHeard decisions) {
        this.dataSource = dataSource;
        this.desk = desk;
        this.decisions = decisions;
    }

    /** Runs a statement as whoever is signed in, and for what the request says. */
    SqlAnswer run(SqlRequest request) {
        return desk.declared(
                request.purpose(),
                Recipient.of(request.recipient()),
                request.offer(),
                request.customer(),
                () -> decisions.during(heard -> inTransaction(request, heard)));
    }

    private SqlAnswer inTransaction(SqlRequest request, List<Heard> heard) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                SqlAnswer answer = execute(connection, request, heard);
                connection.commit();
                done = true;
                return answer;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        } catch (CpniAccessDeniedException denied) {
            Optional<String> table = heard.stream()
                    .filter(decision -> !decision.permitted())
                    .map(Heard::table)
                    .findFirst();
            throw SqlProblem.denied(denied.decision().reason(), table);
        } catch (SQLException failure) {
            throw SqlProblem.failed(failure);
        }
    }

    private static SqlAnswer execute(Connection connection, SqlRequest request, List<Heard> heard) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(request.sql())) {
            statement.setMaxRows(SqlRows.MOST + 1);
            statement.setQueryTimeout(LONGEST_SECONDS);
            try {
                bind(statement, request.parameters());
                return statement.execute() ? found(statement, heard) : changed(statement, heard);
            } finally {
                // H2 keeps it for the connection, which others get from the pool after us.
                statement.setQueryTimeout(0);
            }
        }
    }

    private static void bind(PreparedStatement statement, List<SqlParameter> parameters) {
        for (int index = 1; index <= parameters.size(); index++) {
            try {
                parameters.get(index - 1).bind(statement, index);
            } catch (SQLException noPlace) {
                // What it says may quote the value, so that nothing of it is kept.
                throw SqlProblem.badRequest("params[" + (index - 1) + "] has no place in the statement");
            }
        }
    }

    private static SqlAnswer found(PreparedStatement statement, List<Heard> heard) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            return new SqlRows(rows).read(rules(heard));
        }
    }

    /**
     * Tells how many rows were changed. What tables without labels hold is no customer's, and so of no interest to the
     * gate, but is still not for every desk to change: prices, or which category of service a plan belongs to.
     */
    private static SqlAnswer changed(PreparedStatement statement, List<Heard> heard) throws SQLException {
        if (heard.stream().allMatch(decision -> decision.operation() == Operation.READ)) {
            throw new CpniStatementRefusedException(
                    "a table without labels is not changed here; change it with the application's own requests");
        }
        return new SqlAnswer.Changed(statement.getLargeUpdateCount(), rules(heard));
    }

    private static List<SqlAnswer.AppliedTo> rules(List<Heard> heard) {
        return heard.stream()
                .flatMap(decision -> decision.reasons().stream()
                        .map(reason -> new SqlAnswer.AppliedTo(
                                decision.table(), decision.operation(), reason.rule(), reason.citation())))
                .distinct()
                .toList();
    }
}
