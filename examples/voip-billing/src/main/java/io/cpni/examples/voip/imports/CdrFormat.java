package io.cpni.examples.voip.imports;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Names the call-record formats that can be imported. */
public enum CdrFormat {
    /** Asterisk {@code cdr_csv} (18 columns) or {@code cdr_custom} (18 or 19 columns); local wall-clock times. */
    ASTERISK_CSV("asterisk-csv", false),

    /** FreeSWITCH {@code mod_json_cdr}: one object, one per line, or a list; epoch times. */
    FREESWITCH_JSON("freeswitch-json", true),

    /** FreeSWITCH {@code mod_cdr_csv} with the stock "example" template (15 columns); local wall-clock times. */
    FREESWITCH_CSV("freeswitch-csv", false),

    /** Cisco Unified Communications Manager call detail records, with or without header; epoch times. */
    CUCM_CSV("cucm-csv", false),

    /** RingCentral call log: list page, sync answer, active calls or a single record; times with an offset. */
    RINGCENTRAL_JSON("ringcentral-json", true);

    private final String wireName;
    private final boolean json;

    CdrFormat(String wireName, boolean json) {
        this.wireName = wireName;
        this.json = json;
    }

    /** Returns the name used in requests, configuration and messages, such as {@code asterisk-csv}. */
    public String wireName() {
        return wireName;
    }

    boolean isJson() {
        return json;
    }

    /**
     * Finds the format of a wire name.
     *
     * @throws IllegalArgumentException if no format has exactly this name; the message lists those there are
     */
    public static CdrFormat fromName(String name) {
        for (CdrFormat format : values()) {
            if (format.wireName.equals(name)) {
                return format;
            }
        }
        String known = Arrays.stream(values()).map(CdrFormat::wireName).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("no call-record format has this name; the names are " + known);
    }

    @Override
    public String toString() {
        return wireName;
    }
}
