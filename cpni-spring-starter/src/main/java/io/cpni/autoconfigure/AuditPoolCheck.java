package io.cpni.autoconfigure;

import io.cpni.audit.AuditLog;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Looks, once all is built, whether the audit log has connections of its own. With those of the application's pool,
 * requests that hold a connection wait for one to be audited with: under load all do, and nobody gets any further.
 */
final class AuditPoolCheck implements SmartInitializingSingleton {

    private final ListableBeanFactory beans;
    private final DataSourceGuards guards;

    AuditPoolCheck(ListableBeanFactory beans, DataSourceGuards guards) {
        this.beans = beans;
        this.guards = guards;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<String, DataSource> dataSources = beans.getBeansOfType(DataSource.class);
        beans.getBeansOfType(AuditLog.class)
                .forEach((name, log) ->
                        ReachableDataSources.from(log).forEach(used -> requireOwn(name, used, dataSources)));
        beans.getBeansOfType(AuditDataSource.class)
                .forEach((name, own) -> requireOwn(name, own.dataSource(), dataSources));
    }

    private void requireOwn(String log, DataSource used, Map<String, DataSource> dataSources) {
        Set<DataSource> pools = Pools.of(guards.raw(used));
        dataSources.forEach((name, dataSource) -> {
            if (used == dataSource || !Collections.disjoint(pools, Pools.of(guards.raw(dataSource)))) {
                throw new SharedAuditPoolException(log, name);
            }
        });
    }
}
