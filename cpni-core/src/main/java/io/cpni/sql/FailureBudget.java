package io.cpni.sql;

import io.cpni.audit.FailureReference;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says which failures are kept. An import that meets the same constraint a million times, or somebody who makes statements
 * fail for the sake of it, must not fill the audit log: of failures that are alike a few are kept each minute, and so
 * many altogether. What is not kept is counted. Safe for many threads.
 */
final class FailureBudget {

    /** How many of one kind tell as much as all of them. */
    static final int ALIKE = 5;

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final int altogether;
    private final Map<Kind, Kept> kinds = new HashMap<>();
    private Instant since = Instant.MIN;
    private int kept;
    private long notKept;

    /** Failures that are alike: one accessor's, of one statement, of which the server says the same by its codes. */
    record Kind(
            Optional<String> accessor,
            Optional<String> fingerprint,
            @Nullable String state,
            int code) {}

    /** How many of a kind were kept in this period, and which was the last. */
    private static final class Kept {
        private int count;
        private Optional<FailureReference> last = Optional.empty();
    }

    /** What becomes of a failure. */
    sealed interface Ruling {

        /**
         * It is kept.
         *
         * @param notKept how many were not, since one was
         */
        record Keep(long notKept) implements Ruling {}

        /**
         * It is not kept.
         *
         * @param like one that was, of the same kind and in the same period
         * @param first whether it is the first that is not kept since one was
         */
        record Drop(Optional<FailureReference> like, boolean first) implements Ruling {}
    }

    FailureBudget(int altogether) {
        if (altogether < 1) {
            throw new IllegalArgumentException("at least one text a minute must be kept; give no key to keep none");
        }
        this.altogether = altogether;
    }

    synchronized Ruling ask(Kind kind, Instant now) {
        if (now.isBefore(since) || !now.isBefore(end())) {
            since = now;
            kept = 0;
            kinds.clear();
        }
        Kept known = kinds.get(kind);
        if (kept == altogether || (known != null && known.count == ALIKE)) {
            notKept++;
            return new Ruling.Drop(known == null ? Optional.empty() : known.last, notKept == 1);
        }
        kept++;
        // Only kinds of which one is kept are remembered, so there are not more of them than are kept.
        kinds.computeIfAbsent(kind, first -> new Kept()).count++;
        long before = notKept;
        notKept = 0;
        return new Ruling.Keep(before);
    }

    private Instant end() {
        return since.equals(Instant.MIN) ? Instant.MIN : since.plus(PERIOD);
    }

    /** Takes note of failures that were not kept although they could have been. */
    synchronized void lost(long failures) {
        notKept += failures;
    }

    /** Takes note of the reference under which a failure was kept. */
    synchronized void keptAs(Kind kind, FailureReference reference) {
        Kept known = kinds.get(kind);
        if (known != null) {
            known.last = Optional.of(reference);
        }
    }
}
