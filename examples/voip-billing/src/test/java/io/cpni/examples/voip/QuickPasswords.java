package io.cpni.examples.voip;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Checks passwords as quickly as that can be done: hundreds of requests sign in, and no test is about breaking in. */
@Configuration(proxyBeanMethods = false)
class QuickPasswords {

    private static final int LEAST_STRENGTH = 4;

    @Bean
    @Primary
    PasswordEncoder quickPasswordEncoder() {
        return new BCryptPasswordEncoder(LEAST_STRENGTH);
    }
}
