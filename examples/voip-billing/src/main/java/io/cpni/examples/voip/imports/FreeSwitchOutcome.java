package io.cpni.examples.voip.imports;

import org.jspecify.annotations.Nullable;

/** Tells how a FreeSWITCH call ended up. */
final class FreeSwitchOutcome {
    private FreeSwitchOutcome() {}

    /**
     * Judges a call. Whether it was answered is an input, taken from the answer time or the billed seconds: the cause
     * does not tell, since a refused call may well be logged as {@code NORMAL_CLEARING}.
     *
     * @param cause the hang-up cause by name, or null
     * @param sipStatus the far end's SIP status as FreeSWITCH writes it, such as {@code sip:486}, or null
     */
    static Disposition of(boolean answered, @Nullable String cause, @Nullable String sipStatus) {
        if (answered) {
            return Disposition.ANSWERED;
        }
        if (sipStatus != null) {
            switch (sipStatus) {
                case "sip:486", "sip:600" -> {
                    return Disposition.BUSY;
                }
                case "sip:408", "sip:480", "sip:487" -> {
                    return Disposition.NO_ANSWER;
                }
                default -> {
                    // Other statuses say no more than the cause does.
                }
            }
        }
        if (cause == null) {
            return Disposition.UNKNOWN;
        }
        return switch (cause) {
            case "USER_BUSY" -> Disposition.BUSY;
            case "NO_ANSWER",
                    "NO_USER_RESPONSE",
                    "ORIGINATOR_CANCEL",
                    "ALLOTTED_TIMEOUT",
                    "NORMAL_CLEARING",
                    "LOSE_RACE",
                    "PICKED_OFF" -> Disposition.NO_ANSWER;
            default -> Disposition.FAILED;
        };
    }
}
