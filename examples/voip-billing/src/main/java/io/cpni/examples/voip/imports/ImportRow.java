package io.cpni.examples.voip.imports;

import java.util.Objects;
import java.util.function.Function;

/**
 * Reports what became of one record of a file. Every record yields exactly one row; blank lines are no records.
 *
 * <p>{@link #line()} is the physical line, counted from 1, where the record starts.
 */
public sealed interface ImportRow {

    /** Returns the physical line, counted from 1, where the record starts. */
    long line();

    /** Folds the row: applies the function of its kind. */
    default <T> T map(
            Function<? super Parsed, ? extends T> onParsed,
            Function<? super Rejected, ? extends T> onRejected,
            Function<? super Skipped, ? extends T> onSkipped) {
        if (this instanceof Parsed parsed) {
            return onParsed.apply(parsed);
        }
        return this instanceof Rejected rejected ? onRejected.apply(rejected) : onSkipped.apply((Skipped) this);
    }

    /** Carries a call that was read. */
    record Parsed(long line, ParsedCall call) implements ImportRow {
        public Parsed {
            Lines.check(line);
            Objects.requireNonNull(call, "call");
        }
    }

    /** Carries why a record is no usable call. The reason names columns and expectations, never values of the file. */
    record Rejected(long line, String reason) implements ImportRow {
        public Rejected {
            Lines.check(line);
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Carries why a sound record is by design no call of its own: a header, a second leg, a call in progress. */
    record Skipped(long line, String reason) implements ImportRow {
        public Skipped {
            Lines.check(line);
            Objects.requireNonNull(reason, "reason");
        }
    }
}
