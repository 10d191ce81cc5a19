package io.cpni.approval;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The outages of the opt-out mechanism that are known at one time. */
final class Outages {

    private final List<Outage> ended;
    private final List<Outage> running;

    private Outages(List<Outage> ended, List<Outage> running) {
        this.ended = ended;
        this.running = running;
    }

    /** Returns the given outages, in any order. One that runs is over if a later record of it says so. */
    static Outages of(Collection<Outage> known) {
        List<Outage> ended =
                known.stream().filter(outage -> outage.until().isPresent()).toList();
        List<Outage> running = known.stream()
                .filter(outage -> outage.until().isEmpty())
                .filter(outage -> ended.stream().noneMatch(end -> isEndOf(end, outage)))
                .toList();
        return new Outages(ended, running);
    }

    private static boolean isEndOf(Outage end, Outage running) {
        return end.at().equals(running.at()) && !end.recordedAt().isBefore(running.recordedAt());
    }

    /** Tells whether any outage that has ended was there at some instant of the period. */
    boolean touch(Instant from, Instant to) {
        return ended.stream()
                .anyMatch(outage -> outage.at().isBefore(to)
                        && outage.until().orElseThrow().isAfter(from)
                        && outage.until().orElseThrow().isAfter(outage.at()));
    }

    /** Tells whether any outage that has ended lasted beyond the instant. */
    boolean lastAfter(Instant instant) {
        return ended.stream().anyMatch(outage -> outage.until().orElseThrow().isAfter(instant));
    }

    /** Tells whether an outage that began before the instant is not over. */
    boolean runFromBefore(Instant instant) {
        return running.stream().anyMatch(outage -> outage.at().isBefore(instant));
    }
}
