package io.cpni.audit;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.sql.DataSource;

/** All that the audit tables hold, to be searched by somebody who has every key that there is. */
final class AuditBytes {

    private static final byte[] BOUND_ID = "cpni audit id 1".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, byte[]> values = new LinkedHashMap<>();

    private AuditBytes() {}

    /** Reads every column of every table as bytes, then what opens under any key. */
    static AuditBytes of(DataSource database, AuditKeys outer) throws SQLException {
        AuditBytes all = new AuditBytes();
        try (Connection connection = database.getConnection()) {
            for (String table : tables(connection)) {
                all.add(connection, table);
            }
            all.open(connection, outer);
        }
        return all;
    }

    private static TreeSet<String> tables(Connection connection) throws SQLException {
        TreeSet<String> tables = new TreeSet<>();
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet result = data.getTables(connection.getCatalog(), null, "%", null)) {
            while (result.next()) {
                String name = result.getString("TABLE_NAME").toLowerCase(java.util.Locale.ROOT);
                String type = result.getString("TABLE_TYPE");
                if (name.startsWith("cpni_audit_") && type.contains("TABLE")) {
                    tables.add(name);
                }
            }
        }
        return tables;
    }

    private void add(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
            int columns = result.getMetaData().getColumnCount();
            for (int row = 0; result.next(); row++) {
                for (int column = 1; column <= columns; column++) {
                    Object value = result.getObject(column);
                    if (value != null) {
                        boolean isText = value instanceof String || value instanceof Number;
                        values.put(
                                table + "." + result.getMetaData().getColumnLabel(column) + "#" + row,
                                isText ? value.toString().getBytes(StandardCharsets.UTF_8) : result.getBytes(column));
                    }
                }
            }
        }
    }

    private void open(Connection connection, AuditKeys outer) throws SQLException {
        DataKeys keys = DataKeys.read(connection, outer);
        Aead aead = new Aead(new SecureRandom());
        List<byte[]> opening = new ArrayList<>();
        List<byte[]> bound = new ArrayList<>();
        bound.add(BOUND_ID);
        Map<String, byte[]> sealed = new LinkedHashMap<>();
        for (int streamNo : RecordStreams.numbers(connection)) {
            for (RecordTable.Row row : RecordTable.records(connection, streamNo, 0, 100_000)) {
                Leaf leaf = Leaf.decode(row.leaf());
                byte[] name = LeafMaker.boundTo(leaf.body().id());
                bound.add(name);
                leaf.tail().sealed().ifPresent(part -> sealed.put("sealed " + leaf.position(), part.bytes()));
                Optional<RecordTable.Secret> secret = RecordTable.secret(connection, streamNo, row.seq());
                if (secret.isPresent()) {
                    aead.open(
                                    keys.wrapping(secret.get().keyVersion()),
                                    secret.get().wrappedKey(),
                                    name)
                            .ifPresent(opening::add);
                }
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT commitment, key_version, wrapped_key FROM cpni_audit_person WHERE wrapped_key IS NOT NULL")) {
            while (result.next()) {
                aead.open(keys.wrapping(result.getInt(2)), result.getBytes(3), result.getBytes(1))
                        .ifPresent(opening::add);
            }
        }
        Map<String, byte[]> ciphers = new LinkedHashMap<>(values);
        ciphers.putAll(sealed);
        ciphers.forEach((where, cipher) -> opening.forEach(key -> bound.forEach(
                each -> aead.open(key, cipher, each).ifPresent(plain -> values.put("opened " + where, plain)))));
    }

    /** Returns where a text stands. */
    List<String> where(String text) {
        return where(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns where bytes stand. */
    List<String> where(byte[] wanted) {
        String hex = HexFormat.of().formatHex(wanted);
        return values.entrySet().stream()
                .filter(entry -> HexFormat.of().formatHex(entry.getValue()).contains(hex)
                        || Arrays.equals(entry.getValue(), wanted))
                .map(Map.Entry::getKey)
                .toList();
    }
}
