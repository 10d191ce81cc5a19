package io.cpni.sql;

import java.sql.BatchUpdateException;
import java.sql.SQLException;

/**
 * Checks a customer key where a statement writes it. A key that does not meet the condition makes the statement fail, in
 * whose snapshot the key was read, so that nobody can change it in between. The failure is the gate's own: the text it
 * tries to convert says so, and that is how it is known among the failures of the server.
 */
final class KeyCheck {

    private static final String NOT_YOURS = "cpni_not_yours";
    private static final String STATEMENT_OF_H2 = "; SQL statement:";

    private KeyCheck() {}

    /** Returns what stands before the key, which is written only where the condition holds. */
    static SqlText before(SqlText condition, SqlDialect dialect) {
        // MariaDB fails in strict mode, which its sessions are checked for.
        String number = dialect == SqlDialect.MARIADB ? "signed" : "integer";
        return SqlText.of("case when cast(case when ")
                .add(condition)
                .add(" then '1' else '" + NOT_YOURS + "' end as " + number + ") = 1 then ");
    }

    static SqlText after() {
        return SqlText.of(" end");
    }

    /** Tells whether a statement failed because a key did not meet its condition. */
    static boolean failed(SQLException failure) {
        for (SQLException e = failure; e != null; e = e.getNextException()) {
            // What a batch says quotes its statement; why it failed comes next, on MariaDB as its cause.
            boolean failed = e instanceof BatchUpdateException
                    ? e.getCause() instanceof SQLException cause && isOurs(cause)
                    : isOurs(e);
            if (failed) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOurs(SQLException failure) {
        return !(failure instanceof BatchUpdateException) && isConversion(failure) && saysSo(failure);
    }

    private static boolean isConversion(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("22");
    }

    /** Tells whether the failure is about the text; H2 quotes the statement behind what failed, and so the text as well. */
    private static boolean saysSo(SQLException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        int statement = message.indexOf(STATEMENT_OF_H2);
        return message.substring(0, statement < 0 ? message.length() : statement)
                .contains(NOT_YOURS);
    }
}
