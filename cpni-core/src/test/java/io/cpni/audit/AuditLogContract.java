package io.cpni.audit;

import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static io.cpni.audit.AuditEntries.ROSA;
import static io.cpni.audit.AuditEntries.TOM;
import static io.cpni.audit.AuditEntries.annaBills;
import static io.cpni.audit.AuditEntries.fullAccess;
import static io.cpni.audit.AuditEntries.maxIsDenied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.customer.CustomerId;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every audit log promises. A log's test extends it and gives an empty log and what the log holds. */
public abstract class AuditLogContract {

    /** Returns the log under test, empty at the beginning of each test. */
    protected abstract AuditLog log();

    /** Returns all records that the log holds, read from where they are kept. */
    protected abstract List<AuditRecord> records();

    @Test
    void theRecordReadBackIsTheEntryAppended() {
        AuditPosition position = log().append(fullAccess());

        assertThat(records()).singleElement().satisfies(stored -> {
            assertThat(stored.position()).isEqualTo(position);
            assertThat(stored.entry()).isEqualTo(fullAccess());
            assertThat(stored.erasedCustomers()).isZero();
        });
    }

    @Test
    void whoIsNamedAsRecipientAndForWhomASystemAskedIsReadBack() {
        AuditEntry named = annaBills(MONDAY_NINE)
                .onBehalfOf("zoe")
                .recipient(Recipient.named(RecipientKind.DESIGNEE, "Mia"))
                .build();
        log().append(named);

        assertThat(records()).extracting(AuditRecord::entry).containsExactly(named);
    }

    @Test
    void whatIsHandedOverIsRecordedWhereItsReceiptSays() {
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditEntry denial = maxIsDenied(MONDAY_NINE).build();
        AuditReceipt ofAccess = log().submit(access);
        AuditReceipt ofDenial = log().submit(denial);

        // Neither was waited for before the other was handed over, so they stand in any order.
        assertThat(entryAt(ofDenial.await())).isEqualTo(denial);
        assertThat(entryAt(ofAccess.await())).isEqualTo(access);
        assertThat(ofAccess.await()).as("asked again").isEqualTo(ofAccess.await());
        assertThat(records()).hasSize(2);
    }

    private AuditEntry entryAt(AuditPosition position) {
        return records().stream()
                .filter(each -> each.position().equals(position))
                .map(AuditRecord::entry)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anOutcomeForWhichNobodyWaitsIsRecordedOnceTheLogHasSettled() {
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditEntry outcome = AuditEntry.outcomeOf(log().append(access), access, MONDAY_NINE)
                .customers(CustomersConcerned.of(ROSA, 4))
                .build();

        log().amend(outcome);
        log().settle();

        assertThat(records()).extracting(AuditRecord::entry).containsExactly(access, outcome);
    }

    @Test
    void aFailureIsKeptWithWhatTheServerSaid() {
        ServerFailure said =
                ServerFailure.of(new SQLException("Key (id)=(\u0000\u2026 \uD83D\uDCDE) exists", "23505", 7), 0);
        ServerTextKeys keys = ServerTextKeys.of("k1", Map.of("k1", new byte[ServerTextKeys.KEY_BYTES]));
        AuditEntry failure = keys.seal(
                AuditEntry.failure(MONDAY_NINE)
                        .accessor("anna")
                        .justification("ticket 4711 \uD83D\uDCDE ")
                        .build(),
                said);

        log().append(failure);

        assertThat(records()).singleElement().satisfies(stored -> {
            assertThat(stored.entry()).isEqualTo(failure);
            assertThat(keys.open(stored.entry())).isEqualTo(said);
        });
    }

    @Test
    void aDenialOfNobodyForNothingIsRecorded() {
        AuditEntry entry = AuditEntry.denial(MONDAY_NINE).build();

        log().append(entry);

        assertThat(records()).extracting(AuditRecord::entry).containsExactly(entry);
    }

    @Test
    void everyKindOfCustomersConcernedIsKept() {
        List<CustomersConcerned> kinds = List.of(
                CustomersConcerned.none(),
                CustomersConcerned.none().andOfNobody(3),
                CustomersConcerned.of(ROSA, 2),
                CustomersConcerned.of(ROSA, 2).andOfNobody(5),
                CustomersConcerned.unnamed(Long.MAX_VALUE));

        kinds.forEach(customers ->
                log().append(annaBills(MONDAY_NINE).customers(customers).build()));

        assertThat(records()).extracting(stored -> stored.entry().customers()).isEqualTo(kinds);
    }

    @Test
    void recordsAreNumberedFromZeroAndNeverLoggedBeforeTheOneBefore() {
        for (int i = 0; i < 5; i++) {
            assertThat(log().append(maxIsDenied(MONDAY_NINE.minusSeconds(i)).build())
                            .seq())
                    .isEqualTo(i);
        }

        assertThat(records()).extracting(AuditRecord::loggedAt).isSorted();
    }

    @Test
    void anOutcomeNamesItsAccess() {
        AuditEntry access = annaBills(MONDAY_NINE).correlation("tx-1").build();
        AuditPosition position = log().append(access);

        AuditEntry outcome = AuditEntry.outcomeOf(position, access, MONDAY_NINE.plusSeconds(1))
                .customers(CustomersConcerned.of(Map.of(ROSA, 2L, TOM, 1L)))
                .build();
        log().append(outcome);

        AuditEntry stored = records().get(1).entry();
        assertThat(stored).isEqualTo(outcome);
        assertThat(stored.intent()).contains(new AuditEntry.Intent(position, MONDAY_NINE));
        assertThat(stored.correlation()).contains("tx-1");
        assertThat(stored.customers().rows()).isEqualTo(3);
    }

    @Test
    void anAccessIsClosedOnce() {
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditPosition position = log().append(access);
        AuditEntry outcome = AuditEntry.outcomeOf(position, access, MONDAY_NINE).build();
        log().append(outcome);

        assertThatThrownBy(() -> log().append(outcome))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("outcome");
        assertThat(log().append(access).seq()).isEqualTo(2);
    }

    @Test
    void anOutcomeStaysInTheStreamOfItsAccess() {
        AuditEntry outcome = AuditEntry.outcomeOf(
                        new AuditPosition("elsewhere", 0),
                        annaBills(MONDAY_NINE).build(),
                        MONDAY_NINE)
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> log().append(outcome))
                .withMessageContaining("stream");
        assertThat(records()).isEmpty();
    }

    @Test
    void textsThatDatabasesRefuseAreCleanedBeforeTheyAreHashed() {
        log().append(annaBills(MONDAY_NINE)
                .justification("nul\0 and half a pair \uD83D")
                .onBehalfOf(" ")
                .build());

        AuditEntry stored = records().get(0).entry();
        assertThat(stored.justification()).contains("nul\uFFFD and half a pair \uFFFD");
        assertThat(stored.onBehalfOf()).isEmpty();
    }

    @Test
    void fiftyThousandCustomersAreOneRecord() {
        Map<CustomerId, Long> customers = new HashMap<>();
        LongStream.range(0, 50_000).forEach(i -> customers.put(CustomerId.of(i), i % 7));
        AuditEntry access = annaBills(MONDAY_NINE).build();
        AuditPosition position = log().append(access);

        log().append(AuditEntry.outcomeOf(position, access, MONDAY_NINE)
                .customers(CustomersConcerned.of(customers))
                .build());

        assertThat(records()).hasSize(2);
        assertThat(((CustomersConcerned.Known) records().get(1).entry().customers()).rowsByCustomer())
                .isEqualTo(customers);
    }

    @Test
    void manyThreadsGetPlacesWithoutGapsOrDuplicates() throws Exception {
        int threads = 16;
        int each = 200;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Long> places = new ArrayList<>();
        try {
            List<Future<List<Long>>> results = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String accessor = "accessor-" + thread;
                results.add(pool.submit((Callable<List<Long>>) () -> {
                    start.await();
                    List<Long> mine = new ArrayList<>();
                    for (int i = 0; i < each; i++) {
                        mine.add(log().append(annaBills(MONDAY_NINE.plusSeconds(i))
                                        .accessor(accessor)
                                        .customers(CustomersConcerned.of(CustomerId.of(i), 1))
                                        .build())
                                .seq());
                    }
                    return mine;
                }));
            }
            start.countDown();
            for (Future<List<Long>> result : results) {
                assertThat(result.get())
                        .as("places of one thread, in the order of its appends")
                        .isSorted();
                places.addAll(result.get());
            }
        } finally {
            pool.shutdownNow();
        }

        List<Long> expected = LongStream.range(0, (long) threads * each).boxed().toList();
        assertThat(places).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(records()).extracting(stored -> stored.position().seq()).isEqualTo(expected);
    }
}
