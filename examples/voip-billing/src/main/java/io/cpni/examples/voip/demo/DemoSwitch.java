package io.cpni.examples.voip.demo;

import java.time.ZoneId;

/**
 * Names the carrier's switches: no two write calls down alike, as after a few takeovers.
 *
 * <p>{@link #formatName()} is the wire name an importer is told; the zone matters to formats with wall-clock times.
 */
public enum DemoSwitch {
    /** Is an Asterisk with the stock {@code cdr_csv} module: text quoted, numbers bare, local time. */
    ASTERISK_EAST("asterisk-east", "asterisk-csv", "America/New_York"),

    /** Is an Asterisk whose {@code cdr_csv} quotes all, in UTC, with 9 dialled for a line. */
    ASTERISK_QUOTED("asterisk-quoted", "asterisk-csv", "UTC"),

    /** Is an Asterisk with {@code cdr_custom}: 19 columns, caller id text first, sequence number last, local time. */
    ASTERISK_CUSTOM("asterisk-custom", "asterisk-csv", "America/Chicago"),

    /** Is a FreeSWITCH with {@code mod_json_cdr}, one object a line. */
    FREESWITCH_JSON("freeswitch-json", "freeswitch-json", "UTC"),

    /** Is a FreeSWITCH with {@code mod_cdr_csv}, both legs of a call, B leg first, local time. */
    FREESWITCH_CSV("freeswitch-csv", "freeswitch-csv", "America/Los_Angeles"),

    /** Is a Cisco CUCM cluster for offices. */
    CUCM("cucm", "cucm-csv", "UTC"),

    /** Is resold RingCentral service. */
    RINGCENTRAL("ringcentral", "ringcentral-json", "UTC");

    private final String label;
    private final String formatName;
    private final ZoneId zone;

    DemoSwitch(String label, String formatName, String zone) {
        this.label = label;
        this.formatName = formatName;
        this.zone = ZoneId.of(zone);
    }

    /** Returns the switch's name, which its files begin with. */
    public String label() {
        return label;
    }

    /** Returns the wire name of the format it writes. */
    public String formatName() {
        return formatName;
    }

    /** Returns the zone its wall-clock times are in, and its months begin in. */
    public ZoneId zone() {
        return zone;
    }
}
