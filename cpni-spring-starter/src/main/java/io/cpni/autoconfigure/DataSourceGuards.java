package io.cpni.autoconfigure;

import io.cpni.sql.GuardedDataSource;
import io.cpni.sql.RowSecurityDataSource;
import io.cpni.sql.SecondWall;
import io.cpni.sql.SqlGate;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Guards data sources and remembers what stands behind each, for the library's own stores and for named schema tools.
 *
 * <p>Package-private on purpose: whoever has a raw data source is past the gate.
 */
final class DataSourceGuards {

    private final IdentityHashMap<DataSource, DataSource> rawByGuarded = new IdentityHashMap<>();

    GuardedDataSource guard(DataSource raw, SqlGate gate) {
        return remembered(new GuardedDataSource(raw, gate), raw);
    }

    /** Guards a data source whose database has the second wall too. */
    GuardedDataSource guard(DataSource raw, SqlGate gate, SecondWall wall) {
        return remembered(new GuardedDataSource(raw, gate, wall), raw);
    }

    /** Puts the second wall before a data source instead of the gate. */
    RowSecurityDataSource wall(DataSource raw, SqlGate gate, SecondWall wall, String viewSchema) {
        return remembered(new RowSecurityDataSource(raw, gate, wall, viewSchema), raw);
    }

    private synchronized <T extends DataSource> T remembered(T guarded, DataSource raw) {
        rawByGuarded.put(guarded, raw);
        return guarded;
    }

    /** Tells whether a data source is guarded, or is known to pass on to nothing but a guarded one. */
    static boolean leadsThroughGate(DataSource dataSource) {
        return guarded(dataSource).isPresent();
    }

    /**
     * Returns what stands behind the gate or the wall that a data source leads through; one that leads through none stands
     * for itself.
     *
     * @throws IllegalStateException if the data source leads through a gate and perhaps around it too
     */
    synchronized DataSource raw(DataSource dataSource) {
        Optional<? extends DataSource> guarded =
                dataSource instanceof RowSecurityDataSource walled ? Optional.of(walled) : guarded(dataSource);
        if (guarded.isEmpty()) {
            return dataSource;
        }
        return Optional.ofNullable(rawByGuarded.get(guarded.get()))
                .orElseThrow(() -> new IllegalStateException(
                        "a guarded data source was not guarded here; leave guarding to cpni-spring-starter"));
    }

    private static Optional<GuardedDataSource> guarded(DataSource dataSource) {
        if (dataSource instanceof GuardedDataSource guarded) {
            return Optional.of(guarded);
        }
        // Only proxies with one target are taken at their word: a routing or lazy one may have others, which are raw.
        boolean singleTarget = dataSource.getClass() == DelegatingDataSource.class
                || dataSource.getClass() == TransactionAwareDataSourceProxy.class;
        if (singleTarget) {
            DataSource target = ((DelegatingDataSource) dataSource).getTargetDataSource();
            return target == null ? Optional.empty() : guarded(target);
        }
        try {
            if (mayLeadThroughGate(dataSource)) {
                throw new IllegalStateException("a data source of type "
                        + dataSource.getClass().getName()
                        + " leads through a guarded one and perhaps to others that are"
                        + " not; build it over raw data sources that are no beans, so that it is guarded as a whole");
            }
            return Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("a data source does not say whether it leads through the gate", e);
        }
    }

    private static boolean mayLeadThroughGate(DataSource dataSource) throws SQLException {
        if (dataSource instanceof AbstractRoutingDataSource routing) {
            // Asked itself it answers for the target of the moment, and fails where none is chosen yet.
            DataSource otherwise = routing.getResolvedDefaultDataSource();
            return routing.getResolvedDataSources().values().stream().anyMatch(DataSourceGuards::leadsThroughGate)
                    || (otherwise != null && leadsThroughGate(otherwise));
        }
        return dataSource.isWrapperFor(GuardedDataSource.class);
    }
}
