package io.cpni.autoconfigure;

import io.cpni.sql.GuardedDataSource;
import io.cpni.sql.SqlGate;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Guards data sources and remembers what stands behind each, for the library's own stores and for named schema tools.
 *
 * <p>Package-private on purpose: whoever has a raw data source is past the gate.
 */
final class DataSourceGuards {

    private final IdentityHashMap<DataSource, DataSource> rawByGuarded = new IdentityHashMap<>();

    synchronized GuardedDataSource guard(DataSource raw, SqlGate gate) {
        GuardedDataSource guarded = new GuardedDataSource(raw, gate);
        rawByGuarded.put(guarded, raw);
        return guarded;
    }

    /** Tells whether a data source is guarded, or only passes on to one that is. */
    static boolean leadsThroughGate(DataSource dataSource) {
        try {
            return dataSource instanceof GuardedDataSource || dataSource.isWrapperFor(GuardedDataSource.class);
        } catch (SQLException e) {
            throw doesNotTell(e);
        }
    }

    /** Returns what stands behind the gate that a data source leads through; one that leads through none stands for itself. */
    synchronized DataSource raw(DataSource dataSource) {
        if (!leadsThroughGate(dataSource)) {
            return dataSource;
        }
        try {
            GuardedDataSource guarded = dataSource instanceof GuardedDataSource direct
                    ? direct
                    : dataSource.unwrap(GuardedDataSource.class);
            return Optional.ofNullable(rawByGuarded.get(guarded))
                    .orElseThrow(() -> new IllegalStateException(
                            "a guarded data source was not guarded here; leave guarding to cpni-spring-starter"));
        } catch (SQLException e) {
            throw doesNotTell(e);
        }
    }

    private static IllegalStateException doesNotTell(SQLException e) {
        return new IllegalStateException("a data source does not say whether it leads through the gate", e);
    }
}
