package io.cpni.autoconfigure;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.sql.init.AbstractScriptDatabaseInitializer;
import org.springframework.core.Ordered;

/** Lets Spring Boot's script initializer change the schema through the gate: a named schema tool, for DDL only. */
final class ScriptInitializerBeanPostProcessor implements BeanPostProcessor, Ordered {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        return bean instanceof AbstractScriptDatabaseInitializer initializer
                ? new MaintainedInitialization(initializer, "Spring Boot, script initializer " + beanName)
                : bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof MaintainedInitialization initialization ? initialization.tool() : bean;
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
