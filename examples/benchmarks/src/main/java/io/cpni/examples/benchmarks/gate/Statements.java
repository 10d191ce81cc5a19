package io.cpni.examples.benchmarks.gate;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Runs one form of statement in one way, as an application does: a connection from the pool for each piece of work. */
final class Statements {

    private static final OffsetDateTime NOW = DataSet.NOW.atOffset(ZoneOffset.UTC);

    private final DataSource source;
    private final Optional<AccessContext> context;
    private final Way way;
    private final Form form;
    private final String sql;
    private final long calls;

    Statements(Carrier carrier, Way way, Form form, long calls) {
        this(way.source(carrier), carrier, way, form, calls);
    }

    /** Runs them through another data source than the way's own. */
    Statements(DataSource source, Carrier carrier, Way way, Form form, long calls) {
        this.source = source;
        this.context = way.context();
        this.way = way;
        this.form = form;
        this.sql = way.sql(carrier.database(), form, carrier.marketingScopes());
        this.calls = calls;
    }

    /** Runs it once, gives every value of every row to the consumer and returns the number of rows. */
    int run(long turn, Consumer<Object> values) throws SQLException {
        return context.isEmpty() ? work(turn, values) : AccessScope.within(context.get(), () -> work(turn, values));
    }

    private int work(long turn, Consumer<Object> values) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return work(connection, turn, values);
        }
    }

    private int work(Connection connection, long turn, Consumer<Object> values) throws SQLException {
        if (form.statements() == 1) {
            return query(connection, turn, values);
        }
        connection.setAutoCommit(false);
        int rows = 0;
        for (int statement = 0; statement < form.statements(); statement++) {
            rows += query(connection, turn + statement, values);
        }
        connection.commit();
        connection.setAutoCommit(true);
        return rows;
    }

    private int query(Connection connection, long turn, Consumer<Object> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = form.bind(statement, 1, turn, calls);
            if (way.bindsInstant()) {
                statement.setObject(next, NOW);
                statement.setObject(next + 1, NOW);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows, values);
            }
        }
    }

    private static int read(ResultSet rows, Consumer<Object> values) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        int count = 0;
        while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
                Object value = rows.getObject(column);
                values.accept(value == null ? "null" : value);
            }
            count++;
        }
        return count;
    }
}
