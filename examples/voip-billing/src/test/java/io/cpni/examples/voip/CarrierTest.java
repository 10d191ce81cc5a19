package io.cpni.examples.voip;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * Starts the whole back end on a free port, over a database in memory that it seeds with a carrier of few calls. All
 * tests that say so share one, so each takes care of what the others leave behind.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:carrier;DB_CLOSE_DELAY=-1",
            "voip.seed.calls=600",
            "spring.main.banner-mode=off"
        })
public @interface CarrierTest {}
