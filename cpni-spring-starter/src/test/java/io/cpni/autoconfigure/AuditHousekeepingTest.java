package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.TurnableClock;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditErasure;
import io.cpni.audit.AuditKeys;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPurge;
import io.cpni.audit.AuditSchema;
import io.cpni.audit.CustomersConcerned;
import io.cpni.audit.JdbcAuditLog;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import io.cpni.report.BusinessCalendar;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the starter does for the audit log by itself: it finishes erasures, and purges where that is set. */
class AuditHousekeepingTest {

    private static final AuditKeys KEYS = AuditKeys.ofBase64("test", Map.of("test", CarrierContext.AUDIT_KEY));
    private static final CustomerId ROSA = CustomerId.of(1001);
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(AuditHousekeeping.class);

    private final JdbcDataSource database = new JdbcDataSource();
    private final JdbcTemplate sql = new JdbcTemplate(database);
    private final Said said = new Said();

    /** What was logged, and whether a purge has ended. */
    private final class Said extends AppenderBase<ILoggingEvent> {

        final ConcurrentLinkedQueue<String> texts = new ConcurrentLinkedQueue<>();
        final CountDownLatch purged = new CountDownLatch(1);

        @Override
        protected void append(ILoggingEvent event) {
            texts.add(event.getLevel() + " " + records() + " " + event.getFormattedMessage());
            if (event.getFormattedMessage().startsWith("Records of the audit log purged")) {
                purged.countDown();
            }
        }
    }

    @BeforeEach
    void listen() {
        database.setURL(CarrierContext.freshDatabase());
        database.setUser("sa");
        AuditSchema.create(database);
        LOGGER.setLevel(Level.INFO);
        LOGGER.addAppender(said);
        said.start();
    }

    @AfterEach
    void listenNoMore() {
        LOGGER.detachAppender(said);
        LOGGER.setLevel(null);
    }

    private ApplicationContextRunner overTheDatabase() {
        return CarrierContext.runner()
                .withPropertyValues(
                        "spring.datasource.url=" + database.getURL(),
                        "cpni.audit.keys.test=" + CarrierContext.AUDIT_KEY,
                        "cpni.audit.checkpoints.required=false",
                        "cpni.schema.initialize=always");
    }

    private int records() {
        return count("SELECT COUNT(*) FROM cpni_audit_record");
    }

    private int count(String query) {
        Integer count = sql.queryForObject(query, Integer.class);
        return count == null ? -1 : count;
    }

    private void rosaWasSeenYearsAgo(int records) {
        TurnableClock then = new TurnableClock(Instant.parse("2012-03-01T09:00:00Z"));
        try (JdbcAuditLog log =
                JdbcAuditLog.builder(database, "of-then", KEYS).clock(then).open()) {
            for (int i = 0; i < records; i++) {
                log.append(AuditEntry.denial(then.instant())
                        .accessor("max")
                        .subject(ROSA)
                        .customers(CustomersConcerned.none())
                        .build());
            }
        }
    }

    @Test
    void anErasureThatWasInterruptedIsFinishedAtTheNextStart() {
        rosaWasSeenYearsAgo(1);
        try (JdbcAuditLog log = JdbcAuditLog.open(database, "of-then", KEYS)) {
            AuditLog powerCut = entry -> {
                log.append(entry);
                throw new IllegalStateException("the power is cut");
            };
            assertThatThrownBy(() -> AuditErasure.over(database, KEYS, powerCut, Clock.systemUTC())
                            .erase(
                                    ROSA,
                                    "ticket 12",
                                    AccessContext.of(CarrierContext.BRENDA, Purpose.AUDIT)
                                            .build()))
                    .hasMessage("the power is cut");
        }
        assertThat(count("SELECT COUNT(*) FROM cpni_audit_person WHERE digest IS NOT NULL"))
                .isEqualTo(1);

        overTheDatabase().run(context -> {
            context.getBean(AuditHousekeeping.class).first().orElseThrow().get(1, TimeUnit.MINUTES);

            assertThat(count("SELECT COUNT(*) FROM cpni_audit_person WHERE digest IS NOT NULL"))
                    .isZero();
            assertThat(said.texts).anyMatch(text -> text.startsWith("WARN") && text.endsWith("finished now: 1"));
        });
    }

    @Test
    void aDatabaseThatCannotFinishItIsAskedAgainLater() {
        overTheDatabase().run(context -> {
            AuditHousekeeping housekeeping = context.getBean(AuditHousekeeping.class);
            housekeeping.first().orElseThrow().get(1, TimeUnit.MINUTES);
            sql.execute("ALTER TABLE cpni_audit_erased RENAME TO cpni_audit_erased_away");
            housekeeping.finishErasures();
            sql.execute("ALTER TABLE cpni_audit_erased_away RENAME TO cpni_audit_erased");

            assertThat(said.texts).anyMatch(text -> text.contains("tried again in 30 minutes"));
            assertThat(housekeeping.isRunning()).isTrue();
        });
    }

    @Test
    void nothingIsPurgedUnlessThatIsSet() {
        rosaWasSeenYearsAgo(300);
        overTheDatabase()
                .withPropertyValues("cpni.audit.retention.finish-erasures=false")
                .run(context -> {
                    AuditHousekeeping housekeeping = context.getBean(AuditHousekeeping.class);
                    assertThat(housekeeping.first()).isEmpty();
                    assertThat(housekeeping.isRunning()).isTrue();
                    context.close();

                    assertThat(housekeeping.isRunning()).isFalse();
                    assertThat(records()).isEqualTo(300);
                });
    }

    @Test
    void whatThePlanSaysIsLoggedBeforeItGoesAtTheTimeThatIsSet() {
        rosaWasSeenYearsAgo(300);
        overTheDatabase().run(context -> {
            // A moment before half past three in New York.
            Instant almost = ZonedDateTime.of(2026, 11, 2, 3, 29, 59, 990_000_000, BusinessCalendar.ZONE)
                    .toInstant();
            AuditHousekeeping housekeeping = new AuditHousekeeping(
                    context.getBean(AuditErasure.class),
                    context.getBean(AuditPurge.class),
                    new CpniProperties.AuditRetention("03:30", false),
                    Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), almost)));
            housekeeping.start();
            assertThat(said.purged.await(1, TimeUnit.MINUTES)).isTrue();
            housekeeping.stop();

            List<String> texts = List.copyOf(said.texts);
            assertThat(texts.get(0))
                    .startsWith("INFO 300 Purge as planned")
                    .contains("256 records would go", "purge of-then 0..255");
            assertThat(texts.get(1)).isEqualTo("INFO 45 Records of the audit log purged as planned: 256");
            assertThat(sql.queryForObject("SELECT accessor FROM cpni_audit_record WHERE kind = 'PURGE'", String.class))
                    .isEqualTo(AuditHousekeeping.ACCESSOR);
        });
    }

    @Test
    void theNextTimeIsTodayOrTomorrowWhereDaysOfRetentionAreCounted() {
        LocalTime at = LocalTime.of(3, 30);
        assertThat(AuditHousekeeping.next(Instant.parse("2026-01-10T08:29:59Z"), at))
                .isEqualTo("2026-01-10T08:30:00Z");
        assertThat(AuditHousekeeping.next(Instant.parse("2026-01-10T08:30:00Z"), at))
                .isEqualTo("2026-01-11T08:30:00Z");
    }

    @Test
    void aTimeThatIsNoneStopsTheStart() {
        overTheDatabase()
                .withPropertyValues("cpni.audit.retention.purge=nightly")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("cpni.audit.retention.purge is off, or a time of the day"));
    }
}
