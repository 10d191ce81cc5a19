package io.cpni.examples.voip;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the billing back end. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class VoipBillingApplication {

    /** Runs the application. */
    public static void main(String[] arguments) {
        SpringApplication.run(VoipBillingApplication.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
