package io.cpni.label;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Names the call detail record formats whose fields are labelled out of the box.
 *
 * <p>For importers and for carriers that keep records in the switch's own columns:
 *
 * <pre>{@code
 * TelecomField called = TelecomFormat.ASTERISK.field("dst");
 * called.categories(); // [CALL_DETAIL]
 * called.mask();       // TELEPHONE_NUMBER
 * }</pre>
 *
 * <p>Each dictionary is a text file beside this class, with the rule behind every line. A field that it does not list is
 * call detail, so a new release of a switch, or a custom variable, is guarded from the first record on.
 */
public enum TelecomFormat {
    /** Asterisk: {@code cdr_csv}, {@code cdr_custom} and the database back ends. */
    ASTERISK("asterisk.csv"),
    /** FreeSWITCH: {@code mod_cdr_csv} and {@code mod_json_cdr}. */
    FREESWITCH("freeswitch.csv"),
    /** Cisco Unified Communications Manager: call detail and call management records. */
    CISCO_CUCM("cisco-cucm.csv"),
    /** RingCentral: call log, active calls and telephony sessions. */
    RINGCENTRAL("ringcentral.csv");

    private static final Pattern ARRAY_INDEX = Pattern.compile("\\[[^\\]]*\\]");

    private final String resource;

    TelecomFormat(String resource) {
        this.resource = resource;
    }

    /** Reads all dictionaries when the first field is asked for. */
    private static final class Dictionaries {

        private static final Map<TelecomFormat, Map<String, TelecomField>> BY_FORMAT = read();

        private static Map<TelecomFormat, Map<String, TelecomField>> read() {
            Map<TelecomFormat, Map<String, TelecomField>> read = new EnumMap<>(TelecomFormat.class);
            for (TelecomFormat format : values()) {
                read.put(format, TelecomFieldReader.read(format.resource));
            }
            return Collections.unmodifiableMap(read);
        }
    }

    /**
     * Returns the label of a field.
     *
     * <p>Names compare without regard to case. A field deep in a document may be asked for by its path, with dots and
     * with or without array indices: {@code records[0].legs[1].from.phoneNumber} is found under the longest ending that
     * is listed. A name that is not listed is call detail; this method never fails for a name it does not know.
     *
     * @param name the column, variable or path
     */
    public TelecomField field(String name) {
        Map<String, TelecomField> dictionary = dictionary();
        String path = fold(ARRAY_INDEX.matcher(name).replaceAll(""));
        while (true) {
            TelecomField found = dictionary.get(path);
            if (found != null) {
                return found.named(name);
            }
            int dot = path.indexOf('.');
            if (dot < 0) {
                return TelecomField.unknown(name);
            }
            path = path.substring(dot + 1);
        }
    }

    /** Returns the fields that the dictionary lists, in its order. */
    public List<TelecomField> fields() {
        return List.copyOf(dictionary().values());
    }

    private Map<String, TelecomField> dictionary() {
        return Objects.requireNonNull(Dictionaries.BY_FORMAT.get(this), "dictionary");
    }

    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
