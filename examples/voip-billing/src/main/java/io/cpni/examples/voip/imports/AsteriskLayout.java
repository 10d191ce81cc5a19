package io.cpni.examples.voip.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which column is where in the two layouts that Asterisk files called {@code Master.csv} have. Neither has a
 * header, so they are told apart by the number of columns and by where start and end time stand.
 */
enum AsteriskLayout {
    /** {@code cdr_csv}: account code first, unique id and user field last. */
    STOCK(1, 2, 7, 8, 9, 10, 11, 12, 13, 14, 0, 16, 18, 18),

    /** {@code cdr_custom} as in its sample configuration: caller id text first; a sequence number may come last. */
    CUSTOM(1, 2, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 18, 19);

    /** The column of the sequence number where there is one. */
    static final int SEQUENCE = 18;

    final int source;
    final int destination;
    final int application;
    final int data;
    final int start;
    final int answer;
    final int end;
    final int duration;
    final int billed;
    final int disposition;
    final int accountCode;
    final int uniqueId;
    private final int fewest;
    private final int most;

    AsteriskLayout(
            int source,
            int destination,
            int application,
            int data,
            int start,
            int answer,
            int end,
            int duration,
            int billed,
            int disposition,
            int accountCode,
            int uniqueId,
            int fewest,
            int most) {
        this.source = source;
        this.destination = destination;
        this.application = application;
        this.data = data;
        this.start = start;
        this.answer = answer;
        this.end = end;
        this.duration = duration;
        this.billed = billed;
        this.disposition = disposition;
        this.accountCode = accountCode;
        this.uniqueId = uniqueId;
        this.fewest = fewest;
        this.most = most;
    }

    /** Finds the layout of a row, or returns null if it has the columns and times of neither. */
    static @Nullable AsteriskLayout of(List<String> fields) {
        for (AsteriskLayout layout : values()) {
            if (layout.hasWidth(fields)
                    && WallClock.looksLikeTime(fields.get(layout.start))
                    && WallClock.looksLikeTime(fields.get(layout.end))) {
                return layout;
            }
        }
        return null;
    }

    static boolean hasKnownWidth(List<String> fields) {
        return STOCK.hasWidth(fields) || CUSTOM.hasWidth(fields);
    }

    private boolean hasWidth(List<String> fields) {
        return fields.size() >= fewest && fields.size() <= most;
    }
}
