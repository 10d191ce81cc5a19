package io.cpni.examples.voip.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Describes one call as a switch recorded it, in the same terms for every format.
 *
 * <p>Durations are what the switch states, not differences of the time stamps: switches truncate sub-second clocks, so
 * the two may differ by a second, and the stated value is the one a bill must explain.
 *
 * @param format where the record comes from
 * @param sourceId the format's own unique id of the record, up to 200 characters; the key that makes an import
 *     repeatable
 * @param caller the calling number, extension or user as recorded, or null when the record has none
 * @param callee the called number, extension or feature code as recorded, or null when the record has none
 * @param callerE164 the calling number in E.164 form, or null when {@code caller} is no valid telephone number
 * @param calleeE164 the called number in E.164 form without outside-line prefix, or null when it is no valid number
 * @param direction which way the call went
 * @param start when the call was set up
 * @param answer when it was answered, or null when it never was or the format does not tell when
 * @param end when it ended; not before {@code start}
 * @param duration from set-up to the end, as the switch states it
 * @param billableDuration the answered part of it, as the switch states it; zero unless answered
 * @param disposition how the call ended up
 * @param accountCode the account the switch charged it to, or null when the record has none
 * @param callId the id that ties together the legs or messages of this call (SIP Call-ID or the format's equivalent),
 *     or null when the record has none
 * @param cell the mobile cell or place, or null; none of the formats here has one
 * @param codec the caller's audio codec, or null when the record has none
 */
public record ParsedCall(
        CdrFormat format,
        String sourceId,
        @Nullable String caller,
        @Nullable String callee,
        @Nullable String callerE164,
        @Nullable String calleeE164,
        Direction direction,
        Instant start,
        @Nullable Instant answer,
        Instant end,
        Duration duration,
        Duration billableDuration,
        Disposition disposition,
        @Nullable String accountCode,
        @Nullable String callId,
        @Nullable String cell,
        @Nullable String codec) {

    /** What truncated clocks may make the billed part longer than the whole. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(1);

    public ParsedCall {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(sourceId, "sourceId");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(disposition, "disposition");
        checkText("sourceId", sourceId, 200);
        checkText("caller", caller, 255);
        checkText("callee", callee, 255);
        checkText("callerE164", callerE164, 16);
        checkText("calleeE164", calleeE164, 16);
        checkText("accountCode", accountCode, 255);
        checkText("callId", callId, 255);
        checkText("cell", cell, 255);
        checkText("codec", codec, 64);
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("end is before start");
        }
        if (answer != null && (answer.isBefore(start) || answer.isAfter(end))) {
            throw new IllegalArgumentException("answer is not between start and end");
        }
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration is negative");
        }
        if (billableDuration.isNegative()) {
            throw new IllegalArgumentException("billableDuration is negative");
        }
        if (billableDuration.compareTo(duration.plus(CLOCK_SLACK)) > 0) {
            throw new IllegalArgumentException("billableDuration is longer than duration");
        }
        if (disposition != Disposition.ANSWERED && !billableDuration.isZero()) {
            throw new IllegalArgumentException("billableDuration is not zero though the call was not answered");
        }
    }

    /** Refuses what no store or log should be handed: blank, overlong, or with control characters such as NUL. */
    private static void checkText(String name, @Nullable String value, int maxLength) {
        if (value == null) {
            return;
        }
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is blank");
        }
        if (value.length() > maxLength) {
            throw new IllegalArgumentException(name + " is longer than " + maxLength + " characters");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(name + " has a control character");
        }
    }

    /** Prints format and id; the parties are call detail and appear only as present or absent. */
    @Override
    public String toString() {
        return "ParsedCall[" + format + " " + sourceId + ", caller=" + mask(caller) + ", callee=" + mask(callee) + "]";
    }

    private static String mask(@Nullable String party) {
        return party == null ? "none" : "***";
    }
}
