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
    <T> T map(
            Function<? super Parsed, ? extends T> onParsed,
            Function<? super Rejected, ? extends T> onRejected,
            Function<? super Skipped, ? extends T> onSkipped);

    /** Carries a call that was read. */
    record Parsed(long line, ParsedCall call) implements ImportRow {
        public Parsed {
            Lines.check(line);
            Objects.requireNonNull(call, "call");
        }

        @Override
        public <T> T map(
                Function<? super Parsed, ? extends T> onParsed,
                Function<? super Rejected, ? extends T> onRejected,
                Function<? super Skipped, ? extends T> onSkipped) {
            return onParsed.apply(this);
        }
    }

    /** Carries why a record is no usable call. The reason names columns and expectations, never values of the file. */
    record Rejected(long line, String reason) implements ImportRow {
        public Rejected {
            Lines.check(line);
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public <T> T map(
                Function<? super Parsed, ? extends T> onParsed,
                Function<? super Rejected, ? extends T> onRejected,
                Function<? super Skipped, ? extends T> onSkipped) {
            return onRejected.apply(this);
        }
    }

    /** Carries why a sound record is by design no call of its own: a header, a second leg, a call in progress. */
    record Skipped(long line, String reason) implements ImportRow {
        public Skipped {
            Lines.check(line);
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public <T> T map(
                Function<? super Parsed, ? extends T> onParsed,
                Function<? super Rejected, ? extends T> onRejected,
                Function<? super Skipped, ? extends T> onSkipped) {
            return onSkipped.apply(this);
        }
    }
}
