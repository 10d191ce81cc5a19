package io.cpni.examples.benchmarks.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * Rows that a log wrote, taken from its tables and inserted again at the end of another stream of the same tables: the same
 * columns, lengths, indexes and constraints. Used by one thread.
 */
final class CopiedRows implements RawRows {

    /**
     * A table of a log.
     *
     * @param name its name
     * @param streamColumn the column that says which stream a row belongs to
     * @param seqColumn the column that says which place
     */
    record Table(String name, String streamColumn, String seqColumn) {}

    /** What one table has of a record: the values of each of its rows. */
    private record Part(String insert, int streamIndex, int seqIndex, List<List<Object[]>> rowsOfRecords) {}

    private final Object stream;
    private final List<Part> parts;
    private final int records;
    private long next;

    private CopiedRows(Object stream, List<Part> parts, int records) {
        this.stream = stream;
        this.parts = parts;
        this.records = records;
    }

    /**
     * Takes the rows of the first records of a stream.
     *
     * @param from the stream that they are taken from
     * @param to the stream that they are inserted into, which has none
     */
    static CopiedRows of(DataSource store, List<Table> tables, Object from, Object to, int records)
            throws SQLException {
        List<Part> parts = new ArrayList<>();
        try (Connection connection = store.getConnection()) {
            for (Table table : tables) {
                parts.add(read(connection, table, from, records));
            }
        }
        return new CopiedRows(to, parts, records);
    }

    private static Part read(Connection connection, Table table, Object from, int records) throws SQLException {
        String sql = "select * from " + table.name() + " where " + table.streamColumn() + " = ? and "
                + table.seqColumn() + " < ? order by " + table.seqColumn();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, from);
            statement.setLong(2, records);
            try (ResultSet rows = statement.executeQuery()) {
                ResultSetMetaData columns = rows.getMetaData();
                List<String> names = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    names.add(columns.getColumnName(i).toLowerCase(Locale.ROOT));
                }
                List<List<Object[]>> rowsOfRecords = new ArrayList<>();
                for (int i = 0; i < records; i++) {
                    rowsOfRecords.add(new ArrayList<>());
                }
                int seqIndex = names.indexOf(table.seqColumn());
                while (rows.next()) {
                    Object[] values = new Object[names.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = rows.getObject(i + 1);
                    }
                    rowsOfRecords.get((int) rows.getLong(seqIndex + 1)).add(values);
                }
                String insert = "insert into " + table.name() + " (" + String.join(", ", names) + ") values ("
                        + String.join(", ", Collections.nCopies(names.size(), "?")) + ")";
                return new Part(insert, names.indexOf(table.streamColumn()), seqIndex, rowsOfRecords);
            }
        }
    }

    @Override
    public void insert(Connection connection, int count) throws SQLException {
        for (Part part : parts) {
            try (PreparedStatement statement = connection.prepareStatement(part.insert())) {
                for (int i = 0; i < count; i++) {
                    long seq = next + i;
                    for (Object[] values : part.rowsOfRecords().get((int) (seq % records))) {
                        for (int column = 0; column < values.length; column++) {
                            statement.setObject(
                                    column + 1,
                                    column == part.streamIndex()
                                            ? stream
                                            : column == part.seqIndex() ? (Object) seq : values[column]);
                        }
                        statement.addBatch();
                    }
                }
                statement.executeBatch();
            }
        }
        next += count;
    }
}
