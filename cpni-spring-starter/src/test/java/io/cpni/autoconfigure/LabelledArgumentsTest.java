package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import io.cpni.observation.LabelledArguments;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What a program logs of labelled records reaches no appender, whichever way it logs. */
class LabelledArgumentsTest {

    private final LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger log = logback.getLogger("carrier.calls");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
            line.getCallerData();
            super.append(line);
        }
    };

    @Cpni
    record Call(
            @CustomerKey Long customer,
            @Cpni(mask = MaskStyle.TELEPHONE_NUMBER) String callee) {}

    private static final Call CALL = new Call(4711L, "+12125550100");
    private static final String TEXT = "Call[CALL_DETAIL, customer=***, callee=+1212xxxxxxx]";

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.INFO);
    }

    @AfterEach
    void stop() {
        log.detachAppender(lines);
        log.setLevel(null);
    }

    private void masking(Runnable work) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CpniLoggingAutoConfiguration.class))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    work.run();
                });
    }

    @Test
    void argumentsAreMaskedInEveryFormOfLogging() {
        masking(() -> {
            log.info("one {}", CALL);
            log.info("two {} {}", 1, CALL);
            log.info("three {} {} {}", 1, List.of(CALL), Map.of("k", CALL));
            log.info(MarkerFactory.getMarker("M"), "marked {}", CALL);
            log.atInfo()
                    .setMessage("fluent {}")
                    .addArgument(CALL)
                    .addKeyValue("call", CALL)
                    .log();

            assertThat(lines.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly(
                            "one " + TEXT,
                            "two 1 " + TEXT,
                            "three 1 [" + TEXT + "] {k=" + TEXT + "}",
                            "marked " + TEXT,
                            "fluent " + TEXT);
            assertThat(lines.list).allSatisfy(line -> {
                assertThat(line.getArgumentArray()).doesNotContain(CALL);
                assertThat(line.getCallerData()[0].getClassName()).startsWith(LabelledArgumentsTest.class.getName());
            });
            assertThat(lines.list.get(3).getMarkerList()).hasSize(1);
            assertThat(lines.list.get(4).getKeyValuePairs()).hasToString("[call=\"" + TEXT + "\"]");
        });
    }

    @Test
    void whatIsNotLabelledAndWhatIsOffIsLeftAlone() {
        masking(() -> {
            IllegalStateException failure = new IllegalStateException("x");
            log.debug("off {}", CALL);
            log.info("plain {} {}", "a", 2, failure);
            log.info("call {}", CALL, failure);

            assertThat(lines.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("plain a 2", "call " + TEXT);
            assertThat(lines.list)
                    .allSatisfy(line -> assertThat(line.getThrowableProxy()).isNotNull());
        });
    }

    @Test
    void aLogThatIsConfiguredAnewMasksStill() {
        masking(() -> {
            LoggerContext own = new LoggerContext();
            LabelledArguments.maskIn(own);
            own.reset();
            Logger other = own.getLogger("other");
            ListAppender<ILoggingEvent> heard = new ListAppender<>();
            heard.start();
            other.addAppender(heard);

            other.warn("call {}", CALL);

            assertThat(heard.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("call " + TEXT);
        });
    }
}
