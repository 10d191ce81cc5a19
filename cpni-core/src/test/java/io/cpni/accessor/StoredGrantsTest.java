package io.cpni.accessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.customer.StoreUnavailableException;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When grants of a store take effect, end, and are no longer relied on. */
class StoredGrantsTest {

    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration STALE = Duration.ofMinutes(1);
    private static final Grant CONFIGURED = grant("configured");
    private static final Grant STORED = grant("stored");

    private final TurnableClock clock = new TurnableClock(START);
    private final Store store = new Store();
    private final StoredGrants grants = new StoredGrants(List.of(CONFIGURED), store, EVERY, STALE, clock);

    /** A store in memory that counts its readings, and fails or waits when told to. */
    private static final class Store implements GrantReader {

        private volatile List<StoredGrant> entries = List.of();
        private volatile boolean failing;
        private volatile CountDownLatch begun = new CountDownLatch(0);
        private volatile CountDownLatch mayEnd = new CountDownLatch(0);
        private int readings;

        @Override
        public List<StoredGrant> inForce(Instant at) {
            readings++;
            begun.countDown();
            try {
                assertThat(mayEnd.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (failing) {
                throw new StoreUnavailableException("grant store is down", new SQLException("gone", "08006"));
            }
            return entries.stream().filter(entry -> entry.isInForceAt(at)).toList();
        }
    }

    private static Grant grant(String role) {
        return new Grant(
                role,
                Set.of(Purpose.AUDIT),
                Set.of(DataCategory.BILLING),
                Set.of(Operation.READ),
                GrantScope.ALL,
                Set.of());
    }

    private void give(Grant... given) {
        List<StoredGrant> entries = new ArrayList<>();
        for (Grant grant : given) {
            entries.add(new StoredGrant(grant, START, Instant.MAX));
        }
        store.entries = entries;
    }

    @Test
    void theGrantsOfConfigurationAndStoreAddUp() {
        give(STORED);

        assertThat(grants.inForce().all()).containsExactly(CONFIGURED, STORED);
    }

    @Test
    void theStoreIsReadOnUseAndAtMostOnceInTheGivenTime() {
        assertThat(store.readings).isZero();
        for (int i = 0; i < 100; i++) {
            grants.inForce();
        }
        assertThat(store.readings).isEqualTo(1);

        clock.turn(EVERY.minusNanos(1));
        grants.inForce();
        assertThat(store.readings).isEqualTo(1);

        clock.turn(Duration.ofNanos(1));
        grants.inForce();
        assertThat(store.readings).isEqualTo(2);
    }

    @Test
    void aGrantThatIsTakenAwayIsGoneAtTheNextRefresh() {
        give(STORED);
        grants.inForce();
        give();

        clock.turn(EVERY.minusNanos(1));
        assertThat(grants.inForce().all()).contains(STORED);
        clock.turn(Duration.ofNanos(1));
        assertThat(grants.inForce().all()).containsExactly(CONFIGURED);
    }

    @Test
    void aGrantEndsAtItsInstantWithoutAReading() {
        store.entries = List.of(new StoredGrant(STORED, START, START.plusSeconds(3)));
        grants.inForce();

        clock.turn(Duration.ofSeconds(3).minusNanos(1));
        assertThat(grants.inForce().all()).contains(STORED);
        clock.turn(Duration.ofNanos(1));
        assertThat(grants.inForce().all()).containsExactly(CONFIGURED);
        assertThat(store.readings).isEqualTo(1);
        assertThat(grants.inForce()).isSameAs(grants.inForce());
    }

    @Test
    void aReadingThatChangesNothingGivesTheSameObject() {
        give(STORED);
        Grants before = grants.inForce();
        clock.turn(EVERY);

        assertThat(grants.inForce()).isSameAs(before);
        assertThat(store.readings).isEqualTo(2);
    }

    @Test
    void whatIsKnownStaysInForceWhileTheStoreIsAwayAndNotBeyondItsBound() {
        give(STORED);
        Grants known = grants.inForce();
        store.failing = true;

        clock.turn(STALE.minusNanos(1));
        assertThat(grants.inForce()).isSameAs(known);
        clock.turn(Duration.ofNanos(1));
        assertThatThrownBy(grants::inForce)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("grant store")
                .hasMessageContaining("cpni_grant")
                .hasMessageContaining("2026-11-20T09:00:00Z")
                .hasRootCauseInstanceOf(SQLException.class);
    }

    @Test
    void aStoreThatIsAwayIsNotAskedMoreOften() {
        grants.inForce();
        store.failing = true;
        clock.turn(EVERY);
        for (int i = 0; i < 100; i++) {
            grants.inForce();
        }

        assertThat(store.readings).isEqualTo(2);
    }

    @Test
    void aStoreThatWasNeverReadGrantsNothingNotEvenWhatIsConfigured() {
        store.failing = true;

        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(grants::inForce)
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("never read");
        }
        assertThat(store.readings).isEqualTo(1);
    }

    @Test
    void aStoreThatComesBackIsReliedOnAgain() {
        store.failing = true;
        assertThatThrownBy(grants::inForce).isInstanceOf(StoreUnavailableException.class);
        store.failing = false;
        give(STORED);
        clock.turn(EVERY);

        assertThat(grants.inForce().all()).containsExactly(CONFIGURED, STORED);
    }

    @Test
    void aClockThatIsTurnedBackPutsNoReadingOff() {
        give(STORED);
        grants.inForce();
        give();
        clock.turn(Duration.ofHours(-1));

        assertThat(grants.inForce().all()).containsExactly(CONFIGURED);
    }

    /** How old it is cannot be told any more. */
    @Test
    void whatWasReadBeforeTheClockWasTurnedBackIsNotReliedOn() {
        grants.inForce();
        store.failing = true;
        clock.turn(EVERY.negated().minusNanos(1));

        assertThatThrownBy(grants::inForce).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void whileOneThreadReadsTheOthersGoOnWithWhatIsKnown() throws Exception {
        give(STORED);
        Grants known = grants.inForce();
        give();
        clock.turn(EVERY);
        CountDownLatch reading = new CountDownLatch(1);
        store.begun = reading;
        store.mayEnd = new CountDownLatch(1);

        CompletableFuture<Grants> refreshing = CompletableFuture.supplyAsync(grants::inForce);
        assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(grants.inForce()).isSameAs(known);
        store.mayEnd.countDown();

        assertThat(refreshing.get(30, TimeUnit.SECONDS).all()).containsExactly(CONFIGURED);
        assertThat(grants.inForce().all()).containsExactly(CONFIGURED);
        assertThat(store.readings).isEqualTo(2);
    }

    @Test
    void whoComesFirstReadsAndWhoComesWithItWaits() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        store.begun = reading;
        store.mayEnd = new CountDownLatch(1);
        give(STORED);

        CompletableFuture<Grants> first = CompletableFuture.supplyAsync(grants::inForce);
        assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Grants> second = CompletableFuture.supplyAsync(grants::inForce);
        store.mayEnd.countDown();

        assertThat(second.get(30, TimeUnit.SECONDS)).isSameAs(first.get(30, TimeUnit.SECONDS));
        assertThat(store.readings).isEqualTo(1);
    }

    @Test
    void theTimesMakeSense() {
        assertThatThrownBy(() -> new StoredGrants(List.of(), store, Duration.ZERO, STALE, clock))
                .hasMessageContaining("refreshEvery");
        assertThatThrownBy(() -> new StoredGrants(List.of(), store, STALE, EVERY, clock))
                .hasMessageContaining("staleAtMost");
    }
}
