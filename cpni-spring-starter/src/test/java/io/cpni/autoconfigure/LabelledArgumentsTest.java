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
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.ResponseEntity;

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

    @Test
    void argumentsOfAStatementWithoutATextAreMaskedToo() {
        masking(() -> {
            log.info((String) null, CALL);
            log.error(null, new NumberFormatException("For input string: \"+12125550100\""));

            assertThat(lines.list).hasSize(2).allSatisfy(line -> {
                assertThat(line.getMessage()).isNull();
                assertThat(
                                line.getArgumentArray() == null
                                        ? ""
                                        : List.of(line.getArgumentArray()).toString())
                        .doesNotContain("5550100");
                assertThat(
                                line.getThrowableProxy() == null
                                        ? ""
                                        : line.getThrowableProxy().getMessage())
                        .doesNotContain("5550100");
            });
        });
    }

    @Test
    void recordsAreFoundInWhatHoldsThem() {
        masking(() -> {
            log.info("{}", new AtomicReference<>(CALL));
            log.info("{}", Map.entry(CALL, CALL));
            log.info("{}", Map.of(CALL, CALL).entrySet());
            log.info("{}", ResponseEntity.ok(CALL));
            log.info("{}", ResponseEntity.ok("plain"));

            assertThat(lines.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .allSatisfy(line -> assertThat(line).doesNotContain("5550100", "4711"));
            assertThat(lines.list.subList(0, 4))
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .allSatisfy(line -> assertThat(line).contains(TEXT));
            assertThat(lines.list.get(4).getFormattedMessage()).contains("plain");
        });
    }

    @Test
    void whatCannotBeLookedIntoIsNotWrittenAndBreaksNothing() {
        masking(() -> {
            log.info("{}", new AbstractList<Call>() {
                @Override
                public Call get(int index) {
                    throw new IllegalStateException("not loaded: +12125550100");
                }

                @Override
                public int size() {
                    return 1;
                }
            });

            assertThat(lines.list)
                    .singleElement()
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .asString()
                    .endsWith("[***]");
        });
    }

    @Test
    void aLongLiteralDoesNotBreakTheStatement() {
        Logger web = logback.getLogger("org.springframework.web.long");
        web.addAppender(lines);
        web.setLevel(Level.INFO);
        try {
            masking(() -> {
                web.info("select '" + "x".repeat(100_000) + "''y'");

                assertThat(lines.list)
                        .singleElement()
                        .extracting(ILoggingEvent::getFormattedMessage)
                        .isEqualTo("select '***'");
            });
        } finally {
            web.detachAppender(lines);
            web.setLevel(null);
        }
    }

    @Test
    void driversDoNotWriteTheirPackets() {
        for (String driver : List.of(
                "org.postgresql.core.v3.QueryExecutorImpl",
                "org.postgresql.jdbc.PgConnection",
                "org.mariadb.jdbc.client.socket.impl.PacketReader",
                "org.mariadb.jdbc.message.server.ErrorPacket",
                "h2database")) {
            Logger packets = logback.getLogger(driver);
            packets.addAppender(lines);
            packets.setLevel(Level.TRACE);
            try {
                masking(() -> packets.trace(" FE=> Bind($1=<('+12125550100')>)"));
            } finally {
                packets.detachAppender(lines);
                packets.setLevel(null);
            }
        }
        assertThat(lines.list).isEmpty();
    }

    /** Spring Boot stops Logback before it sets it up, which no listener of Logback's outlives. */
    @Test
    void aLogThatAnotherApplicationSetsUpAnewMasksStill() {
        masking(() -> {
            try (ConfigurableApplicationContext other = new SpringApplicationBuilder(Object.class)
                    .web(WebApplicationType.NONE)
                    .bannerMode(Banner.Mode.OFF)
                    .run()) {
                listen();
                log.info("call {}", CALL);
                assertThat(other.isActive()).isTrue();
            }
            assertThat(lines.list)
                    .singleElement()
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .isEqualTo("call " + TEXT);
        });
    }
}
