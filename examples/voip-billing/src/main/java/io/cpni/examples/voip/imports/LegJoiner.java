package io.cpni.examples.voip.imports;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a FreeSWITCH call that is logged as two rows from being counted twice.
 *
 * <p>With {@code legs=ab} the B leg's row comes first and does not say that it is one; only the A leg's row, mostly the
 * next line, names the other leg. So a row that names no other leg is held back:
 *
 * <ol>
 *   <li>When a row comes that names it, it is a B leg and is skipped; the naming row is the call.
 *   <li>When the window is full, or the file ends, nobody named it: it is a call of its own, as is a B leg whose A row
 *       was rejected or never written.
 *   <li>The ids that A legs have named are remembered, again up to the window, for files sorted the other way round.
 * </ol>
 *
 * <p>Memory is thus bounded by the window, and rows may come out later than their line. Beyond the window the two legs
 * would both count; switches write them within seconds of each other.
 */
final class LegJoiner {

    private final int window;
    private final Map<String, List<Held>> waiting = new LinkedHashMap<>();
    private final Set<String> named = new LinkedHashSet<>();
    private int held;

    LegJoiner(int window) {
        this.window = window;
    }

    void add(long line, ParsedCall call, @Nullable String otherLeg, RowSink sink) {
        if (otherLeg != null) {
            addNamingLeg(line, call, otherLeg, sink);
        } else if (named.contains(call.sourceId())) {
            sink.skipped(line, "second leg of a call that is already read");
        } else {
            if (held == window) {
                releaseEldest(sink);
            }
            waiting.computeIfAbsent(call.sourceId(), id -> new ArrayList<>(1)).add(new Held(line, call));
            held++;
        }
    }

    void releaseAll(RowSink sink) {
        while (!waiting.isEmpty()) {
            releaseEldest(sink);
        }
    }

    private void addNamingLeg(long line, ParsedCall call, String otherLeg, RowSink sink) {
        List<Held> legs = waiting.remove(otherLeg);
        if (legs != null) {
            held -= legs.size();
            for (Held leg : legs) {
                sink.skipped(leg.line, "second leg of the call on line " + line);
            }
        }
        if (named.size() == window) {
            Iterator<String> eldest = named.iterator();
            eldest.next();
            eldest.remove();
        }
        named.add(otherLeg);
        sink.parsed(line, call);
    }

    /** Releases all rows of the id that has waited longest; rows that share an id share its fate. */
    private void releaseEldest(RowSink sink) {
        Iterator<List<Held>> eldest = waiting.values().iterator();
        List<Held> legs = eldest.next();
        eldest.remove();
        held -= legs.size();
        for (Held leg : legs) {
            sink.parsed(leg.line, leg.call);
        }
    }

    private record Held(long line, ParsedCall call) {}
}
