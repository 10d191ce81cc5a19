package io.cpni.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.LoggerFactory;

/**
 * What the gate needs a MariaDB session to be. Each setting can differ from connection to connection of one pool, so
 * each connection is looked at whenever it is handed out.
 */
final class MariaDbSession {

    /**
     * Modes that change neither how a statement is read nor what the gate's conditions find. IGNORE_SPACE, which the
     * driver sets itself, would matter if the gate let a blank stand between a function and its parenthesis. Whatever is
     * not named here is refused: ANSI_QUOTES, PIPES_AS_CONCAT, NO_BACKSLASH_ESCAPES and HIGH_NOT_PRECEDENCE read text in
     * another way, as do the modes that are named for other products; EMPTY_STRING_IS_NULL and PAD_CHAR_TO_FULL_LENGTH
     * change which customer key equals which.
     */
    private static final Set<String> HARMLESS = Set.of(
            "allow_invalid_dates",
            "error_for_division_by_zero",
            "ignore_space",
            "no_auto_create_user",
            "no_auto_value_on_zero",
            "no_engine_substitution",
            "no_unsigned_subtraction",
            "no_zero_date",
            "no_zero_in_date",
            "only_full_group_by",
            "real_as_float",
            "simultaneous_assignment",
            "strict_all_tables",
            "strict_trans_tables",
            "time_round_fractional",
            "traditional");

    private static final String ASK = "select @@sql_mode, @@character_set_client, @@character_set_connection,"
            + " @@sql_auto_is_null, @@tx_isolation, @@in_transaction, @@optimizer_switch";

    /**
     * The server keeps the answers of a subquery by the values of the columns around it, and finds them again by those
     * columns' collations: with it what holds for customer 'abc' would hold for 'ABC', however exactly the subquery itself
     * compares.
     */
    private static final String CACHE_OFF = "set session optimizer_switch = 'subquery_cache=off'";

    /** What the driver writes whatever the server says of a failure to, records' values among it. */
    private static final String TALKATIVE_LOGGER = "org.mariadb.jdbc.message.server.ErrorPacket";

    private static final String DRIVERS_LOG_OFF = "mariadb.logging.disable";

    private MariaDbSession() {}

    /**
     * Checks how the session reads statements, keeps it from answering for one customer as for another, and lets it see
     * what was committed before each statement.
     *
     * @throws SQLException if the gate cannot work with the session
     */
    static void check(Connection connection) throws SQLException {
        checkLog();
        boolean inTransaction;
        boolean isolated;
        boolean cached;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ASK)) {
            row.next();
            checkModes(List.of(row.getString(1).toLowerCase(Locale.ROOT).split(",")));
            checkCharacters(row.getString(2), row.getString(3));
            if (row.getBoolean(4)) {
                throw new SQLException(
                        "the SQL gate needs sql_auto_is_null = 0, MariaDB's default: IS NULL must find nulls only");
            }
            isolated = row.getString(5).equals("READ-COMMITTED");
            inTransaction = row.getBoolean(6);
            cached = !row.getString(7).contains("subquery_cache=off");
        }
        if (cached) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(CACHE_OFF);
            }
        }
        if (isolated) {
            return;
        }
        if (inTransaction) {
            // What it reads was settled when it began; from outside it is not to be seen whether it has read yet.
            throw new SQLException("the SQL gate was handed a MariaDB connection in the midst of a transaction that is"
                    + " not READ COMMITTED; hand out connections between transactions");
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }

    private static void checkLog() throws SQLException {
        if (LoggerFactory.getLogger(TALKATIVE_LOGGER).isWarnEnabled() && !Boolean.getBoolean(DRIVERS_LOG_OFF)) {
            throw new SQLException(
                    "MariaDB's driver writes what the server says to the log, and that may quote a labelled"
                            + " record; set the level of the logger " + TALKATIVE_LOGGER + " to OFF");
        }
    }

    private static void checkModes(List<String> modes) throws SQLException {
        Set<String> others = new TreeSet<>(modes);
        others.removeAll(HARMLESS);
        others.remove("");
        if (!others.isEmpty()) {
            throw new SQLException(
                    "the SQL gate does not work with sql_mode "
                            + String.join(", ", others).toUpperCase(Locale.ROOT)
                            + ", in which MariaDB reads or compares text in another way; take it out of the session's sql_mode");
        }
        if (!modes.contains("strict_trans_tables") && !modes.contains("strict_all_tables")) {
            throw new SQLException("the SQL gate needs STRICT_TRANS_TABLES in sql_mode, MariaDB's default: without it a"
                    + " customer key is stored as another one where it does not fit its column");
        }
    }

    private static void checkCharacters(String client, String connection) throws SQLException {
        if (!client.startsWith("utf8") || !connection.startsWith("utf8")) {
            throw new SQLException("the SQL gate needs character_set_client and character_set_connection to be utf8mb4,"
                    + " which the driver sets: in others a byte of a text can be read as a quote");
        }
    }

    /**
     * Refuses an isolation that would show facts as they were when the transaction began.
     *
     * @throws SQLException if it is not READ COMMITTED
     */
    static void requireReadCommitted(int isolation) throws SQLException {
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            throw new SQLException(
                    "on MariaDB the SQL gate needs READ COMMITTED: any other isolation reads approvals as"
                            + " they were before, or as they may never be; leave the isolation as it is");
        }
    }
}
