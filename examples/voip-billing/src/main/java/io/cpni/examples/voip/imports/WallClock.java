package io.cpni.examples.voip.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads local wall-clock times in the zone of the import.
 *
 * <p>When clocks go back, an hour happens twice. The start is then resolved to the instant nearest a hint (Asterisk's
 * unique id begins with the epoch second), else to the earlier one; answer and end are resolved to the first instant
 * that is not before what precedes them, so that a call across the change keeps its order. A time that the change to
 * summer time leaves out never happened: it is refused, since it mostly means that the zone given is wrong.
 */
final class WallClock {

    private static final Pattern SHAPE =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?");

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private final ZoneId zone;

    WallClock(ZoneId zone) {
        this.zone = zone;
    }

    /** Tells whether a text is written like a wall-clock time, whether or not such a day exists. */
    static boolean looksLikeTime(String text) {
        return SHAPE.matcher(text).matches();
    }

    Instant start(String column, String text, @Nullable Instant hint) throws RowException {
        List<Instant> choices = choices(column, text);
        Instant first = choices.get(0);
        Instant last = choices.get(choices.size() - 1);
        if (hint != null && distance(hint, last) < distance(hint, first)) {
            return last;
        }
        return first;
    }

    private static long distance(Instant a, Instant b) {
        return Math.abs(a.getEpochSecond() - b.getEpochSecond());
    }

    Instant notBefore(String column, String text, Instant previous) throws RowException {
        List<Instant> choices = choices(column, text);
        for (Instant choice : choices) {
            if (!choice.isBefore(previous)) {
                return choice;
            }
        }
        return choices.get(choices.size() - 1);
    }

    private List<Instant> choices(String column, String text) throws RowException {
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(text, FORMAT);
        } catch (DateTimeException e) {
            throw new RowException("column " + column + ": expected a local time like 2026-01-31 23:59:59");
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new RowException("column " + column + ": the clock change in " + zone + " leaves this time out");
        }
        return offsets.stream().map(local::toInstant).sorted().toList();
    }
}
