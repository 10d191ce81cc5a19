package io.cpni.accessor;

import io.cpni.customer.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the grants of the configuration with those of a store, which is read again on use, at most once in a given time.
 *
 * <ol>
 *   <li>Whoever asks when the store is due reads it; all others go on with what is known and do not wait.
 *   <li>A grant whose period ends is gone at that instant, without a reading.
 *   <li>Where the store cannot be read, what is known stays in force up to a bound. Beyond it nobody is granted anything,
 *       not by the configuration either: what was taken away since is not known.
 * </ol>
 *
 * <p>Safe for many threads. A reading of a database takes a connection. The gate asks before it takes one itself; other
 * callers that hold one should do so too, or have a pool that is large enough.
 */
public final class StoredGrants implements GrantSource {

    private static final Logger LOG = LoggerFactory.getLogger(StoredGrants.class);

    private final List<Grant> configured;
    private final GrantReader store;
    private final Duration refreshEvery;
    private final Duration staleAtMost;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Known known;
    private volatile @Nullable Attempt last;

    /** What the last successful reading gave, without what has ended since. */
    private record Known(Instant readAt, List<StoredGrant> entries, Grants grants, Instant nextEnd) {}

    /** The last reading that was begun, and how it failed if it did. */
    private record Attempt(Instant at, @Nullable StoreUnavailableException failure) {}

    /**
     * Creates the source; nothing is read yet.
     *
     * @param configured the grants that are always in force
     * @param store where the others are
     * @param refreshEvery the shortest time between two readings; longer than nothing
     * @param staleAtMost how long the last reading counts while the store cannot be read; at least {@code refreshEvery}
     * @param clock tells the time of readings and of the grants' periods
     */
    public StoredGrants(
            Collection<Grant> configured, GrantReader store, Duration refreshEvery, Duration staleAtMost, Clock clock) {
        this.configured = List.copyOf(configured);
        this.store = Objects.requireNonNull(store, "store");
        this.refreshEvery = refreshEvery;
        this.staleAtMost = staleAtMost;
        this.clock = Objects.requireNonNull(clock, "clock");
        if (refreshEvery.isZero() || refreshEvery.isNegative()) {
            throw new IllegalArgumentException("refreshEvery must be longer than nothing");
        }
        if (staleAtMost.compareTo(refreshEvery) < 0) {
            throw new IllegalArgumentException("staleAtMost must not be shorter than refreshEvery");
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws StoreUnavailableException if the store was last read longer ago than it may be, or never
     */
    @Override
    public Grants inForce() {
        Instant now = clock.instant();
        if (isDue(now)) {
            if (usable(now) == null) {
                reading.lock();
                readAndUnlock(now);
            } else if (reading.tryLock()) {
                readAndUnlock(now);
            }
        }
        Known usable = usable(now);
        if (usable == null) {
            throw unavailable();
        }
        return now.isBefore(usable.nextEnd()) ? usable.grants() : withoutEnded(now);
    }

    /** A clock that was turned back must not put the next reading off. */
    private boolean isDue(Instant now) {
        Attempt attempt = last;
        return attempt == null
                || !now.isBefore(attempt.at().plus(refreshEvery))
                || now.isBefore(attempt.at().minus(refreshEvery));
    }

    private @Nullable Known usable(Instant now) {
        Known current = known;
        return current != null
                        && now.isBefore(current.readAt().plus(staleAtMost))
                        && !now.isBefore(current.readAt().minus(refreshEvery))
                ? current
                : null;
    }

    private void readAndUnlock(Instant now) {
        try {
            if (isDue(now)) {
                read(now);
            }
        } finally {
            reading.unlock();
        }
    }

    private void read(Instant now) {
        StoreUnavailableException failure = null;
        try {
            List<StoredGrant> entries = store.inForce(now);
            keep(now, entries);
        } catch (StoreUnavailableException e) {
            LOG.warn("Grants could not be read; those known stay in force for {} after their reading", staleAtMost, e);
            failure = e;
        }
        last = new Attempt(now, failure);
    }

    private synchronized void keep(Instant readAt, List<StoredGrant> entries) {
        known = known(readAt, readAt, entries);
    }

    private synchronized Grants withoutEnded(Instant now) {
        Known current = Objects.requireNonNull(known, "known");
        if (!now.isBefore(current.nextEnd())) {
            current = known(current.readAt(), now, current.entries());
            known = current;
        }
        return current.grants();
    }

    /** Works out what is in force; the same object as before where nothing has changed. */
    private Known known(Instant readAt, Instant now, List<StoredGrant> entries) {
        List<StoredGrant> inForce =
                entries.stream().filter(entry -> entry.isInForceAt(now)).toList();
        Instant nextEnd =
                inForce.stream().map(StoredGrant::until).min(Instant::compareTo).orElse(Instant.MAX);
        List<Grant> all = new ArrayList<>(configured);
        inForce.forEach(entry -> all.add(entry.grant()));
        Known before = known;
        Grants grants = before != null && before.grants().all().equals(all) ? before.grants() : Grants.of(all);
        return new Known(readAt, inForce, grants, nextEnd);
    }

    private StoreUnavailableException unavailable() {
        StoreUnavailableException failure = Objects.requireNonNull(last, "last").failure();
        Known before = known;
        return new StoreUnavailableException(
                "grant store (cpni_grant) was "
                        + (before == null ? "never read" : "last read at " + before.readAt())
                        + ", so nobody's need to know is known and all access is denied: bring it back; it is tried"
                        + " again every " + refreshEvery,
                Objects.requireNonNull(failure, "failure"));
    }
}
