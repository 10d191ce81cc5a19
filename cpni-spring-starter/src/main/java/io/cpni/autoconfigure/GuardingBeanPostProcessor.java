package io.cpni.autoconfigure;

import io.cpni.sql.SqlGate;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;

/** Puts the gate before every data source bean, as the last thing that happens to it. */
final class GuardingBeanPostProcessor implements BeanPostProcessor, Ordered {

    private final ObjectProvider<SqlGate> gate;
    private final DataSourceGuards guards;

    GuardingBeanPostProcessor(ObjectProvider<SqlGate> gate, DataSourceGuards guards) {
        this.gate = gate;
        this.guards = guards;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof DataSource raw && !DataSourceGuards.leadsThroughGate(raw)) {
            return guards.guard(raw, gate.getObject());
        }
        return bean;
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
