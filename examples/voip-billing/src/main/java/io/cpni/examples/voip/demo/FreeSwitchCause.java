package io.cpni.examples.voip.demo;

/**
 * Holds how FreeSWITCH writes the end of a call.
 *
 * @param name the hang-up cause
 * @param q850 the same as a Q.850 number
 * @param sipStatus the far end's SIP status
 */
record FreeSwitchCause(String name, int q850, int sipStatus) {

    static FreeSwitchCause of(CallOutcome outcome) {
        return switch (outcome) {
            case ANSWERED -> new FreeSwitchCause("NORMAL_CLEARING", 16, 200);
            case NO_ANSWER -> new FreeSwitchCause("NO_ANSWER", 19, 480);
            case BUSY -> new FreeSwitchCause("USER_BUSY", 17, 486);
            case FAILED -> new FreeSwitchCause("NORMAL_TEMPORARY_FAILURE", 41, 503);
        };
    }
}
