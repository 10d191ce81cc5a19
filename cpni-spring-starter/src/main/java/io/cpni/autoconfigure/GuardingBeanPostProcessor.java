package io.cpni.autoconfigure;

import io.cpni.sql.SecondWall;
import io.cpni.sql.SqlGate;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;

/** Puts the gate before every data source bean, as the last thing that happens to it. */
final class GuardingBeanPostProcessor implements BeanPostProcessor, Ordered {

    private final ObjectProvider<SqlGate> gate;
    private final DataSourceGuards guards;
    private final ObjectProvider<CpniProperties> properties;
    private final ObjectProvider<ApplicationWall> wall;

    GuardingBeanPostProcessor(
            ObjectProvider<SqlGate> gate,
            DataSourceGuards guards,
            ObjectProvider<CpniProperties> properties,
            ObjectProvider<ApplicationWall> wall) {
        this.gate = gate;
        this.guards = guards;
        this.properties = properties;
        this.wall = wall;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof DataSource raw && !DataSourceGuards.leadsThroughGate(raw)
                ? guarded(raw, beanName, properties.getObject().secondWall())
                : bean;
    }

    private DataSource guarded(DataSource raw, String beanName, CpniProperties.SecondWall settings) {
        // The wall is looked up when it is used, because what it is built from needs data sources.
        SecondWall later = (connection, context, at) -> wall.getObject().admit(connection, context, at);
        if (settings.instead().containsKey(beanName)) {
            return guards.wall(raw, gate.getObject(), later, settings.viewSchema());
        }
        return settings.isBesideTheGate()
                ? guards.guard(raw, gate.getObject(), later)
                : guards.guard(raw, gate.getObject());
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
