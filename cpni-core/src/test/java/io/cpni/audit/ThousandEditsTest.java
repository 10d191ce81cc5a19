package io.cpni.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.merkle.SignedNote;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A thousand random changes to the tables that prove something, each a byte of a value or a whole row: every one is found. The
 * changes are made in a transaction that the verifier reads in, and that is rolled back.
 */
class ThousandEditsTest {

    private static final int EDITS = 1_000;

    /** The columns that prove something; keys and digests open or find, and prove nothing. */
    private static final Map<String, List<String>> COLUMNS = Map.of(
            "cpni_audit_record",
                    List.of(
                            "leaf",
                            "leaf_hash",
                            "customers",
                            "intent_seq",
                            "logged_us",
                            "kind",
                            "accessor",
                            "purpose",
                            "relation"),
            "cpni_audit_shape", List.of("hash", "body"),
            "cpni_audit_tile", List.of("level", "tile", "hashes"),
            "cpni_audit_checkpoint", List.of("size", "note"),
            "cpni_audit_person", List.of("commitment", "id_cipher"),
            "cpni_audit_stream", List.of("name"));

    private static final Map<String, List<String>> KEYS = Map.of(
            "cpni_audit_record", List.of("seq"),
            "cpni_audit_shape", List.of("hash"),
            "cpni_audit_tile", List.of("level", "tile"),
            "cpni_audit_checkpoint", List.of("size"),
            "cpni_audit_person", List.of("person_no"),
            "cpni_audit_stream", List.of("stream_no"));

    private final long seed = System.nanoTime();
    private final Random chance = new Random(seed);

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void everyOneIsFound(AuditDatabases databases) throws SQLException {
        DataSource database = databases.create();
        SignedLog.write(database);
        databases.allowChanges(database);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            AuditVerifier verifier = AuditVerifier.over(uncommitted(connection))
                    .trusting(SignedLog.TRUSTED)
                    .witnessed(notes(connection));
            assertThat(verifier.verify().isIntact()).isTrue();
            for (int i = 0; i < EDITS; i++) {
                String edit = edit(connection);
                LogVerification found = verifier.verify();
                assertThat(found.isIntact()).as("%s, seed %d", edit, seed).isFalse();
                connection.rollback();
            }
            assertThat(verifier.verify().isIntact()).isTrue();
        }
    }

    /** Returns what a witness has kept. */
    private static List<SignedNote> notes(Connection connection) throws SQLException {
        List<SignedNote> notes = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT note FROM cpni_audit_checkpoint");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                notes.add(SignedNote.parse(result.getString(1)));
            }
        }
        return notes;
    }

    /** Changes a byte, or removes a row, and says what it did. */
    private String edit(Connection connection) throws SQLException {
        // Most rows are records; every table has its turn nevertheless.
        String table = chance.nextBoolean()
                ? "cpni_audit_record"
                : COLUMNS.keySet().stream().sorted().toList().get(chance.nextInt(COLUMNS.size()));
        List<Object> key = anyRow(connection, table);
        String where = " WHERE " + String.join(" = ? AND ", KEYS.get(table)) + " = ?";
        if (chance.nextInt(4) == 0) {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table + where)) {
                bind(delete, 1, key);
                assertThat(delete.executeUpdate()).isEqualTo(1);
            }
            return "deleted " + table + " " + key;
        }
        List<String> columns = COLUMNS.get(table);
        String column = columns.get(chance.nextInt(columns.size()));
        Object before;
        try (PreparedStatement select = connection.prepareStatement("SELECT " + column + " FROM " + table + where)) {
            bind(select, 1, key);
            try (ResultSet result = select.executeQuery()) {
                assertThat(result.next()).isTrue();
                before = result.getObject(1);
                if (before instanceof byte[] || before instanceof java.sql.Blob) {
                    before = result.getBytes(1);
                }
            }
        }
        if (before == null) {
            return edit(connection);
        }
        Object after = changed(before);
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE " + table + " SET " + column + " = ?" + where)) {
            update.setObject(1, after);
            bind(update, 2, key);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        return "changed " + table + "." + column + " of " + key;
    }

    private List<Object> anyRow(Connection connection, String table) throws SQLException {
        List<List<Object>> keys = new ArrayList<>();
        String columns = String.join(", ", KEYS.get(table));
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT " + columns + " FROM " + table + " ORDER BY " + columns);
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                List<Object> key = new ArrayList<>();
                for (int i = 1; i <= KEYS.get(table).size(); i++) {
                    Object value = result.getObject(i);
                    key.add(value instanceof java.sql.Blob ? result.getBytes(i) : value);
                }
                keys.add(key);
            }
        }
        return keys.get(chance.nextInt(keys.size()));
    }

    private static void bind(PreparedStatement statement, int from, List<Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(from + i, values.get(i));
        }
    }

    private Object changed(Object before) {
        if (before instanceof byte[] bytes && bytes.length > 0) {
            byte[] after = bytes.clone();
            after[chance.nextInt(after.length)] ^= (byte) (1 << chance.nextInt(Byte.SIZE));
            return after;
        }
        if (before instanceof Number number) {
            // Beyond all places, so that no constraint refuses it.
            return number.longValue() + 100_000 + chance.nextInt(1_000);
        }
        if (before instanceof String text && !text.isEmpty()) {
            int at = chance.nextInt(text.length());
            char other = (char) ('a' + chance.nextInt(26));
            return text.substring(0, at) + (text.charAt(at) == other ? '!' : other) + text.substring(at + 1);
        }
        throw new AssertionError("no value to change");
    }

    /** Gives the verifier the one connection on which the change stands uncommitted. */
    private static DataSource uncommitted(Connection connection) {
        Connection open = (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (List.of("close", "rollback", "commit").contains(method.getName())) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.getName().equals("getConnection") ? open : null);
    }
}
