package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads durations as tariff files write them: {@code 60s}, {@code 1m30s}, {@code 300ms}, a bare {@code 1} for
 * seconds.
 */
final class TariffDuration {

    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private static final Pattern BARE = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9})?");
    private static final Pattern PART = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ns|us|µs|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + "){1,6}");

    private static final BigDecimal LONGEST = BigDecimal.valueOf(RateSlab.LONGEST.toNanos());

    private TariffDuration() {}

    /** Reads a duration of at most 366 days; empty when it is none. Fractions of a nanosecond are dropped. */
    static Optional<Duration> parse(String text) {
        boolean bare = BARE.matcher(text).matches();
        if (!bare && !WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(bare ? text + "s" : text);
        while (part.find()) {
            nanos = nanos.add(nanos(part.group(1), part.group(2)));
        }
        return nanos.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos.longValue()));
    }

    private static BigDecimal nanos(String number, String unit) {
        Long nanos = NANOS.get(unit);
        if (nanos == null) {
            throw new IllegalStateException("unit without a length: " + unit);
        }
        return new BigDecimal(number).multiply(BigDecimal.valueOf(nanos));
    }
}
