package io.cpni.audit;

import static io.cpni.audit.AuditEntries.KEYS;
import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is found equals what reading every record would find, of 20,000 that nobody chose, whatever is indexed. The lengths of
 * the streams lie around that of a segment.
 */
class AuditFinderTest {

    private static final int RECORDS = 20_000;
    private static final int CUSTOMERS = 60;
    private static final ServerTextKeys TEXTS =
            ServerTextKeys.of("k1", Map.of("k1", new byte[ServerTextKeys.KEY_BYTES]));
    private static final ServerFailure SAID = ServerFailure.of(new SQLException("a value", "23505", 7), 0);
    private static final List<Purpose> PURPOSES = List.of(Purpose.BILL_COLLECT, Purpose.MARKET, Purpose.AUDIT);
    private static final List<String> RULES = List.of("R-1", "R-2", "R-3", "R-4");

    private final Random random = new Random(20_261_102);
    private final TickingClock clock = new TickingClock(MONDAY_NINE, Duration.ofNanos(700_000));
    private final List<FailureReference> failures = new ArrayList<>();
    private DataSource database;
    private AuditFinder finder;
    private Map<String, List<AuditRecord>> written;

    /** What matters of a match. */
    private record Line(
            AuditPosition record,
            Optional<AuditPosition> outcome,
            boolean isPossible,
            int customers,
            long rows,
            AuditWindow.Mark place) {

        static Line of(AuditMatch match) {
            return new Line(
                    match.record().position(),
                    match.outcome().map(AuditRecord::position),
                    match.isPossible(),
                    match.customers(),
                    match.rows(),
                    match.place());
        }
    }

    /** A stream that grows to a length. */
    private final class Growing {

        private final JdbcAuditLog log;
        private final int length;
        private final Map<AuditPosition, AuditEntry> open = new LinkedHashMap<>();
        private int size;

        Growing(String stream, int length) {
            this.log = JdbcAuditLog.builder(database, stream, KEYS)
                    .clock(clock)
                    .waitAtMost(Duration.ofMinutes(1))
                    .open();
            this.length = length;
        }

        void growTo(int to) {
            while (size < Math.min(to, length)) {
                List<AuditEntry> entries = new ArrayList<>();
                List<AuditReceipt> receipts = new ArrayList<>();
                for (int i = 0; i < 250 && size < Math.min(to, length); i++) {
                    AuditEntry entry = next();
                    entries.add(entry);
                    receipts.add(log.submit(entry));
                    size++;
                }
                for (int i = 0; i < entries.size(); i++) {
                    AuditPosition position = receipts.get(i).await();
                    if (entries.get(i).kind().releases()) {
                        open.put(position, entries.get(i));
                    }
                }
            }
        }

        private AuditEntry next() {
            if (!open.isEmpty() && random.nextInt(100) < 42) {
                List<AuditPosition> positions = List.copyOf(open.keySet());
                // Mostly soon, sometimes much later.
                AuditPosition closed = positions.get(
                        random.nextInt(10) == 0 ? random.nextInt(positions.size()) : positions.size() - 1);
                return AuditEntry.outcomeOf(closed, open.remove(closed), when())
                        .customers(customers())
                        .build();
            }
            int kind = random.nextInt(100);
            if (kind < 70) {
                return about(AuditEntry.access(when()));
            } else if (kind < 82) {
                return about(AuditEntry.denial(when()));
            } else if (kind < 95) {
                return about(AuditEntry.observedDenial(when()));
            } else if (kind < 98) {
                AuditEntry failure = TEXTS.seal(about(AuditEntry.failure(when())), SAID);
                failures.add(failure.serverText().orElseThrow().reference());
                return failure;
            }
            return AuditEntry.hold(when())
                    .accessor("anna")
                    .customers(CustomersConcerned.of(customer(), 0))
                    .build();
        }

        private AuditEntry about(AuditEntry.Builder entry) {
            int who = random.nextInt(8);
            // One of the staff has the name of a customer's number.
            entry.accessor(who < 2 ? "login-" + who : who == 2 ? "1001" : "staff-" + who)
                    .purpose(PURPOSES.get(random.nextInt(PURPOSES.size())))
                    .recipient(Recipient.staff())
                    .operation(Operation.READ)
                    .relation("table_" + random.nextInt(3))
                    .breakGlass(random.nextInt(40) == 0)
                    .rules(List.of(rule(), rule()))
                    .customers(customers());
            if (who < 2) {
                entry.accessorCustomer(CustomerId.of(1_001 + who));
            }
            return entry.build();
        }
    }

    private AppliedRule rule() {
        return new AppliedRule(RULES.get(random.nextInt(RULES.size())), "somewhere");
    }

    private CustomerId customer() {
        return CustomerId.of(1_001 + random.nextInt(CUSTOMERS));
    }

    private CustomersConcerned customers() {
        int form = random.nextInt(10);
        if (form < 3) {
            return CustomersConcerned.unnamed(random.nextInt(5));
        }
        if (form < 4) {
            return CustomersConcerned.none();
        }
        Map<CustomerId, Long> rows = new HashMap<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            rows.put(customer(), (long) random.nextInt(9));
        }
        return CustomersConcerned.of(rows);
    }

    /** Clocks of callers say anything. */
    private Instant when() {
        return MONDAY_NINE.plusSeconds(random.nextInt(7_200) - 3_600);
    }

    @ParameterizedTest
    @EnumSource(AuditDatabases.class)
    void everyQueryFindsWhatReadingEveryRecordWouldWhateverIsIndexed(AuditDatabases databases) {
        database = databases.create();
        finder = AuditFinder.over(database, KEYS);
        List<Growing> streams = List.of(
                new Growing("node-a", RECORDS - 4_095 - 4_096 - 4_097),
                new Growing("Node-b", 4_095),
                new Growing("node-c", 4_096),
                new Growing("node-d", 4_097));
        streams.forEach(stream -> stream.growTo(2_500));
        streams.forEach(stream -> stream.growTo(4_500));
        assertThat(AuditIndex.over(database, clock).complete())
                .as("whole segments")
                .isEqualTo(3);
        // All of it but the last segment of one stream and the tails: what comes now is not indexed.
        streams.forEach(stream -> stream.growTo(RECORDS));
        streams.forEach(stream -> stream.log.close());
        written = new HashMap<>();
        AuditReader reader = AuditReader.over(database, KEYS);
        for (String stream : reader.streams()) {
            List<AuditRecord> records = new ArrayList<>();
            for (List<AuditRecord> page = reader.read(stream, 0, 5_000);
                    !page.isEmpty();
                    page = reader.read(stream, records.size(), 5_000)) {
                records.addAll(page);
            }
            written.put(stream, records);
        }
        assertThat(written.values().stream().mapToInt(List::size).sum()).isEqualTo(RECORDS);

        findsAllThatIsThere("partly indexed", true);

        AuditDatabases.execute(database, "DELETE FROM cpni_audit_segment WHERE stream_no <> 2");
        findsAllThatIsThere("without the rows of segments", false);

        assertThat(AuditIndex.over(database, clock).complete()).isEqualTo(3);
        assertThat(AuditIndex.over(database, clock).complete())
                .as("done already")
                .isZero();
        findsAllThatIsThere("indexed again", false);

        AuditDatabases.execute(database, "DELETE FROM cpni_audit_segment");
        AuditDatabases.execute(database, "DELETE FROM cpni_audit_posting");
        findsAllThatIsThere("without an index", false);

        AuditIndex later = AuditIndex.over(database, () -> clock.instant().plus(AuditIndex.RESTED));
        assertThat(later.rebuild())
                .as("whole segments, and the ends of three streams")
                .isEqualTo(6);
        findsAllThatIsThere("made anew", true);
    }

    private void findsAllThatIsThere(String state, boolean turningPages) {
        AuditQuery all = AuditQuery.all();
        CustomerId rosa = CustomerId.of(1_001);
        CustomerId tom = CustomerId.of(1_000 + CUSTOMERS);
        List<AuditQuery> queries = List.of(
                all,
                all.accesses(),
                all.ofCustomer(rosa),
                all.accesses().ofCustomer(tom).named(),
                all.ofCustomer(CustomerId.of(7)),
                all.byAccessor("staff-4"),
                all.byAccessor("1001"),
                all.byAccessor("login-0"),
                all.forPurpose(Purpose.AUDIT),
                all.underRule("R-3"),
                all.onRelation("table_2"),
                all.denials(),
                all.enforcedDenials(),
                all.observedDenials(),
                all.onBrokenGlass(),
                all.kinds(Set.of(AuditKind.HOLD)),
                all.ofFailure(failures.get(failures.size() / 2)),
                all.ofCustomer(rosa).byAccessor("1001").denials(),
                all.byAccessor("staff-5")
                        .underRule("R-1")
                        .forPurpose(Purpose.MARKET)
                        .onRelation("table_0"),
                all.ofCustomer(tom).onBrokenGlass().named());
        List<AuditQuery> some = List.of(
                all.ofCustomer(rosa),
                all.byAccessor("1001"),
                all.ofFailure(failures.get(failures.size() / 3)),
                all.ofCustomer(tom).onBrokenGlass().named());
        for (AuditQuery query : turningPages ? queries : some) {
            check(state, query, Instant.MIN, Instant.MAX, 1_000, 3);
        }
        if (!turningPages) {
            return;
        }
        for (AuditQuery query : queries) {
            check(state, query, MONDAY_NINE.plusMillis(5), MONDAY_NINE.plusSeconds(60), 100, 2);
        }
        // Around the first place of a segment, and the last ones of streams that are one record shorter or longer than
        // it.
        for (String stream : written.keySet()) {
            List<AuditRecord> records = written.get(stream);
            Instant from = records.get(Postings.SEGMENT - 8).loggedAt();
            Instant to = records.get(Math.min(records.size() - 1, Postings.SEGMENT + 8))
                    .loggedAt()
                    .plusNanos(1);
            for (AuditQuery query : queries) {
                check(state, query, from, to, 7, 3);
            }
            for (AuditQuery query : List.of(all, all.ofCustomer(rosa), all.byAccessor("1001"))) {
                check(state, query, from, to, 1, 15);
            }
        }
    }

    /** Turns the pages, not more of them than some, and compares. */
    private void check(String state, AuditQuery query, Instant from, Instant to, int size, int pages) {
        List<Line> expected = expected(query, from, to);
        List<Line> found = new ArrayList<>();
        Optional<AuditWindow> window = Optional.of(new AuditWindow(from, to, size, Optional.empty()));
        int turned = 0;
        while (window.isPresent() && turned < pages) {
            AuditPage page = finder.find(query, window.get());
            assertThat(page.matches()).hasSizeLessThanOrEqualTo(size);
            page.matches().forEach(match -> found.add(Line.of(match)));
            window = page.next();
            turned++;
        }
        List<Line> asFarAsTurned = window.isPresent() ? expected.subList(0, turned * size) : expected;
        assertThat(found)
                .as("%s, %s, in pages of %s from %s to %s", query, state, size, from, to)
                .isEqualTo(asFarAsTurned);
    }

    /** The same by reading every record, put as plainly as can be. */
    private List<Line> expected(AuditQuery query, Instant from, Instant to) {
        List<Line> lines = new ArrayList<>();
        for (List<AuditRecord> records : written.values()) {
            Map<Long, AuditRecord> outcomes = new HashMap<>();
            for (AuditRecord record : records) {
                record.entry()
                        .intent()
                        .ifPresent(intent -> outcomes.put(intent.position().seq(), record));
            }
            for (AuditRecord record : records) {
                AuditRecord outcome = outcomes.get(record.position().seq());
                line(query, record, outcome)
                        .filter(line -> !line.place().loggedAt().isBefore(from)
                                && line.place().loggedAt().isBefore(to))
                        .ifPresent(lines::add);
            }
        }
        lines.sort(Comparator.comparing((Line line) -> line.place().loggedAt())
                .thenComparing(line -> line.place().position().stream())
                .thenComparing(line -> line.place().position().seq())
                .reversed());
        return lines;
    }

    private static Optional<Line> line(AuditQuery query, AuditRecord record, AuditRecord outcome) {
        AuditEntry entry = record.entry();
        AuditRecord closing = outcome == null ? record : outcome;
        boolean isUnnamed = closing.entry().customers() instanceof CustomersConcerned.Unnamed;
        if (entry.kind() == AuditKind.OUTCOME || !query.kinds().contains(entry.kind()) || !matches(query, entry)) {
            return Optional.empty();
        }
        if (query.customer().isEmpty()) {
            return Optional.of(
                    line(record, outcome, isUnnamed, closing.entry().customers().rows(), record));
        }
        CustomerId customer = query.customer().get();
        if (outcome != null && rows(outcome, customer) >= 0) {
            return Optional.of(line(record, outcome, false, rows(outcome, customer), outcome));
        }
        if (rows(record, customer) >= 0) {
            return Optional.of(line(record, outcome, false, rows(record, customer), record));
        }
        return isUnnamed && entry.kind().releases() && !query.namedOnly()
                ? Optional.of(
                        line(record, outcome, true, closing.entry().customers().rows(), closing))
                : Optional.empty();
    }

    private static boolean matches(AuditQuery query, AuditEntry entry) {
        String accessor = entry.accessorCustomer()
                .map(CustomerId::value)
                .orElse(entry.accessor().orElse(""));
        return query.accessor().map(accessor::equals).orElse(true)
                && query.purpose()
                        .map(purpose -> entry.purpose().equals(Optional.of(purpose)))
                        .orElse(true)
                && query.relation()
                        .map(name -> entry.relation().equals(Optional.of(name)))
                        .orElse(true)
                && query.rule()
                        .map(id -> entry.rules().stream()
                                .map(AppliedRule::id)
                                .toList()
                                .contains(id))
                        .orElse(true)
                && query.failure()
                        .map(reference ->
                                entry.serverText().map(SealedText::reference).equals(Optional.of(reference)))
                        .orElse(true)
                && (entry.breakGlass() || !query.breakGlass());
    }

    private static long rows(AuditRecord record, CustomerId customer) {
        return record.entry().customers() instanceof CustomersConcerned.Known known
                ? known.rowsByCustomer().getOrDefault(customer, -1L)
                : -1;
    }

    private static Line line(
            AuditRecord record, AuditRecord outcome, boolean isPossible, long rows, AuditRecord place) {
        AuditRecord closing = outcome == null ? record : outcome;
        return new Line(
                record.position(),
                Optional.ofNullable(outcome).map(AuditRecord::position),
                isPossible,
                closing.entry().customers() instanceof CustomersConcerned.Known known ? known.size() : 0,
                rows,
                new AuditWindow.Mark(place.loggedAt(), place.position()));
    }
}
