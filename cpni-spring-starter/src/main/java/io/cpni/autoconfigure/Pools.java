package io.cpni.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Finds the pools that connections of a data source come from. */
final class Pools {

    /** Data sources of drivers that open a connection whenever they are asked: who shares one waits for nobody. */
    private static final Set<String> DRIVERS = Set.of(
            "org.h2.jdbcx.JdbcDataSource",
            "org.postgresql.ds.PGSimpleDataSource",
            "org.mariadb.jdbc.MariaDbDataSource");

    private Pools() {}

    /** Returns the pools, by identity; a data source of a kind that is not known here counts as one. */
    static Set<DataSource> of(DataSource dataSource) {
        Set<DataSource> pools = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<DataSource> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<DataSource> toSee = new ArrayDeque<>(Set.of(dataSource));
        while (!toSee.isEmpty()) {
            DataSource next = toSee.pop();
            if (seen.add(next)) {
                Set<DataSource> behind = behind(next);
                boolean isPool = next instanceof HikariDataSource || (behind.isEmpty() && !isOfDriver(next));
                if (isPool) {
                    pools.add(next);
                }
                toSee.addAll(behind);
            }
        }
        return pools;
    }

    private static boolean isOfDriver(DataSource dataSource) {
        return dataSource instanceof AbstractDriverBasedDataSource
                || DRIVERS.contains(dataSource.getClass().getName());
    }

    /** Returns what a data source says that it takes connections from. */
    private static Set<DataSource> behind(DataSource dataSource) {
        Set<DataSource> behind = new LinkedHashSet<>();
        if (dataSource instanceof HikariDataSource hikari) {
            add(behind, hikari.getDataSource());
        } else if (dataSource instanceof DelegatingDataSource delegating) {
            add(behind, delegating.getTargetDataSource());
        } else if (dataSource instanceof AbstractRoutingDataSource routing) {
            behind.addAll(routing.getResolvedDataSources().values());
            add(behind, routing.getResolvedDefaultDataSource());
        } else {
            add(behind, wrapped(dataSource));
        }
        return behind;
    }

    private static void add(Set<DataSource> to, @Nullable DataSource found) {
        if (found != null) {
            to.add(found);
        }
    }

    private static @Nullable DataSource wrapped(DataSource dataSource) {
        try {
            return dataSource.isWrapperFor(HikariDataSource.class) ? dataSource.unwrap(HikariDataSource.class) : null;
        } catch (SQLException e) {
            throw new IllegalStateException("a data source does not say which pool it takes connections from", e);
        }
    }
}
