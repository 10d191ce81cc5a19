package io.cpni.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Says how long records are kept, and from when on they may be destroyed.
 *
 * <p>Time counts in calendar days at the FCC ({@link BusinessCalendar#ZONE}), from the day after the event that
 * {@link KeptRecord} names. Whether a hold keeps a record longer is for the caller to know.
 *
 * <p>Immutable and safe for many threads.
 */
public final class RecordRetention {

    private final Map<KeptRecord, Period> periods;

    private RecordRetention(Map<KeptRecord, Period> periods) {
        this.periods = periods;
    }

    /** Returns what the rule book asks for. */
    public static RecordRetention standard() {
        return keeping(Map.of());
    }

    /**
     * Returns what the rule book asks for, with other periods for some records.
     *
     * @throws IllegalArgumentException if a period is negative or shorter than the law's; it names the record and the
     *     paragraph
     */
    public static RecordRetention keeping(Map<KeptRecord, Period> others) {
        Map<KeptRecord, Period> all = new EnumMap<>(KeptRecord.class);
        Arrays.stream(KeptRecord.values()).forEach(kind -> all.put(kind, kind.unlessSet()));
        others.forEach((kind, period) -> all.put(kind, checked(kind, period)));
        return new RecordRetention(all);
    }

    private static Period checked(KeptRecord kind, Period period) {
        LocalDate anyDay = LocalDate.of(2001, 3, 1);
        if (period.isNegative() || anyDay.plus(period).isBefore(anyDay.plus(kind.atLeast()))) {
            throw new IllegalArgumentException("retention of " + kind + " is " + period + ", but "
                    + kind.rule().citation() + " asks for " + kind.atLeast() + " at least");
        }
        return period;
    }

    /** Returns how long a record is kept after the event that counts for it. */
    public Period periodOf(KeptRecord kind) {
        return periods.getOrDefault(kind, kind.unlessSet());
    }

    /**
     * Returns the first instant at which a record may be destroyed.
     *
     * @param kind what it is a record of
     * @param ended when that happened from which its time counts
     */
    public Instant disposableFrom(KeptRecord kind, Instant ended) {
        return ended.atZone(BusinessCalendar.ZONE)
                .toLocalDate()
                .plus(periodOf(kind))
                .plusDays(1)
                .atStartOfDay(BusinessCalendar.ZONE)
                .toInstant();
    }

    /**
     * Returns the first instant at which a record of the audit log may be destroyed: it tells of a decision, and may tell of a
     * release or of a campaign's use of customer data, so it is kept as long as the longest of these. A campaign counts from
     * its end; where one goes on for long, keep decisions longer, or place a legal hold on the campaign's time.
     *
     * @param loggedAt when it was written
     */
    public Instant auditRecordDisposableFrom(Instant loggedAt) {
        return Stream.of(KeptRecord.DECISION, KeptRecord.DISCLOSURE, KeptRecord.CAMPAIGN)
                .map(kind -> disposableFrom(kind, loggedAt))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
