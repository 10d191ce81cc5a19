package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cpni.autoconfigure.foreign.LombokCall;
import io.cpni.mask.RecordText;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Lombok's {@code toString} writes every value; nobody may ask for it on the way to the log. */
class LombokRecordsTest {

    private static final String MASKED =
            "LombokCall[CALL_DETAIL, id=***, customer=***, callee=+1212xxxxxxx, remark=null, isInbound=***]";

    private final LombokCall call = new LombokCall(1, 4711, "+12125550100");

    @Test
    void anArgumentIsMaskedByTheLabelsAndItsOwnTextIsNotAskedFor() {
        Logger log = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("carrier.lombok");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.setLevel(Level.INFO);
        log.addAppender(lines);
        try {
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(CpniLoggingAutoConfiguration.class))
                    .run(context -> log.info("answered {}", call));
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
        }
        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("answered " + MASKED);
    }

    /** The reason why the README asks for another one: a text that is made before is a text. */
    @Test
    void itsOwnTextTellsAll() {
        assertThat(call.toString()).contains("callee=+12125550100");
        assertThat(RecordText.of(call)).isEqualTo(MASKED);
    }
}
