package io.cpni.autoconfigure;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.sql.init.AbstractScriptDatabaseInitializer;
import org.springframework.core.Ordered;

/** Lets Spring Boot's script initializer change the schema through the gate: a named schema tool, for DDL only. */
final class ScriptInitializerBeanPostProcessor implements BeanPostProcessor, Ordered {

    private final MaintenanceWindow maintenance = new MaintenanceWindow();

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof AbstractScriptDatabaseInitializer) {
            maintenance.open("Spring Boot, script initializer " + beanName);
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof AbstractScriptDatabaseInitializer) {
            maintenance.close();
        }
        return bean;
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
