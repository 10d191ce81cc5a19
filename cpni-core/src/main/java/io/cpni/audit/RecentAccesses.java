package io.cpni.audit;

import java.util.Arrays;
import java.util.OptionalLong;

/** Remembers of the last records of a stream which were accesses and when they happened: most outcomes follow soon. */
final class RecentAccesses {

    /** Says of a place that no access stands there. */
    static final long NO_ACCESS = Long.MIN_VALUE;

    /** Says of a place that what stands there was changed, which is found by itself. */
    static final long UNKNOWN = Long.MIN_VALUE + 1;

    private static final int REMEMBERED = 1 << 16;

    private final long[] places = new long[REMEMBERED];
    private final long[] times = new long[REMEMBERED];

    RecentAccesses() {
        Arrays.fill(places, -1);
    }

    /** Remembers when the access at a place happened, in microseconds; or that there is none, or that nobody knows. */
    void put(long seq, long atMicros) {
        int slot = (int) (seq % REMEMBERED);
        places[slot] = seq;
        times[slot] = atMicros;
    }

    /** Returns what was remembered of a place; empty if that is too long ago. */
    OptionalLong at(long seq) {
        int slot = (int) (seq % REMEMBERED);
        return seq >= 0 && places[slot] == seq ? OptionalLong.of(times[slot]) : OptionalLong.empty();
    }
}
