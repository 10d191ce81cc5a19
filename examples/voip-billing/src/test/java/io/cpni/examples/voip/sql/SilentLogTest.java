package io.cpni.examples.voip.sql;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.cpni.examples.voip.CarrierTest;
import io.cpni.examples.voip.RawDatabase;
import io.cpni.examples.voip.sql.SqlApi.Who;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Reads the log as it is with everything at DEBUG: no literal, no parameter and no result of a statement is in it. */
@CarrierTest
class SilentLogTest {

    private final SqlApi sql;
    private final RawDatabase raw;
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    private Level before = Level.INFO;

    @Autowired
    SilentLogTest(@LocalServerPort int port, RawDatabase raw) {
        this.sql = new SqlApi(port);
        this.raw = raw;
    }

    @BeforeEach
    void listen() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(root.getLoggerContext());
        encoder.setPattern("%logger %msg%n%ex");
        encoder.start();
        appender.setContext(root.getLoggerContext());
        appender.setEncoder(encoder);
        appender.setOutputStream(log);
        appender.start();
        before = root.getLevel();
        root.addAppender(appender);
        root.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stopListening() {
        root.setLevel(before);
        root.detachAppender(appender);
        appender.stop();
    }

    @Test
    void theLogHoldsNothingOfTheStatementAndItsRows() {
        String number =
                raw.sql().queryForObject("select max(callee) from call_record where callee like '+1%'", String.class);

        String found = sql.run(
                        Who.billing(),
                        "select callee, 'literal-7f3a' from call_record where callee = ? and source_id <> ?",
                        number,
                        "parameter-7f3a")
                .body();
        sql.run(Who.billing(), "select 'literal-7f3a' from service_plan where name <> ?", "parameter-7f3a");
        sql.run(Who.billing(), "select cast('literal-7f3a' as int) from service_plan");
        sql.run(Who.billing(), "select id from call_record where id = ?", "parameter-7f3a");
        sql.run(Who.billing(), "explain select 'literal-7f3a'");
        sql.run(Who.marketing("VOIP").saying("purpose", "SALE"), "select 'literal-7f3a' from call_record");
        sql.run(Who.billing().saying("purpose", "parameter-7f3a"), "select 'literal-7f3a'");
        sql.run(Who.billing(), "select 1", "parameter-7f3a");
        sql.run(Who.billing(), "update call_record set source_id = 'literal-7f3a', format = 'x' where id > 0");
        sql.post("billing", "{\"sql\": literal-7f3a");
        sql.post("billing", "{\"sql\":\"" + "literal-7f3a".repeat(3_000) + "\"}");

        assertThat(found).contains(number, "literal-7f3a");
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("DispatcherServlet POST \"/api/sql\"")
                .doesNotContain("7f3a")
                .doesNotContain(number);
    }
}
