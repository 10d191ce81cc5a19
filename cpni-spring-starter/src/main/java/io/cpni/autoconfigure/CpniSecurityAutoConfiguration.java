package io.cpni.autoconfigure;

import io.cpni.accessor.AccessorSource;
import io.cpni.accessor.TrainingRegister;
import io.cpni.security.SecurityContextAccessorSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.context.SecurityContextHolder;

/** Takes the accessor from Spring Security, unless the application says otherwise. */
@AutoConfiguration(after = CpniSqlAutoConfiguration.class)
@ConditionalOnClass(SecurityContextHolder.class)
@ConditionalOnProperty(name = "cpni.enabled", matchIfMissing = true)
public final class CpniSecurityAutoConfiguration {

    /** Creates the configuration. */
    public CpniSecurityAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(AccessorSource.class)
    @ConditionalOnBean(TrainingRegister.class)
    SecurityContextAccessorSource cpniAccessorSource(TrainingRegister register, CpniProperties properties) {
        return new SecurityContextAccessorSource(register, properties.carrier().salesRoles());
    }
}
