package io.cpni.autoconfigure;

import io.cpni.sql.MaintenanceScope;
import org.springframework.beans.factory.InitializingBean;

/**
 * Stands for a schema tool while the container initializes it, and lets it pass the gate for just that long, even where it
 * fails: between two calls to a bean post-processor nothing would close the way again.
 *
 * @param tool the bean that is a schema tool
 * @param name its name, for the log
 */
record MaintainedInitialization(InitializingBean tool, String name) implements InitializingBean {

    @Override
    public void afterPropertiesSet() throws Exception {
        MaintenanceScope scope = MaintenanceScope.open(name);
        try (scope) {
            tool.afterPropertiesSet();
        }
    }
}
