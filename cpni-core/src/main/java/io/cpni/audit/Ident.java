package io.cpni.audit;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes the ids of transactions, traces and spans: most are UUIDs or hexadecimal, and then have half as many bytes. Each id
 * has one form.
 */
final class Ident {

    private static final int ABSENT = 0;
    private static final int TEXT = 1;
    private static final int HEX = 2;
    private static final int ID = 3;
    private static final int UUID_LENGTH = 36;
    private static final int LONGEST_HEX = 64;

    private Ident() {}

    static void write(ByteWriter out, Optional<String> id) {
        if (id.isEmpty()) {
            out.u8(ABSENT);
        } else if (isHex(id.get())) {
            out.u8(HEX).u8(id.get().length() / 2).raw(HexFormat.of().parseHex(id.get()));
        } else if (isUuid(id.get())) {
            UUID uuid = UUID.fromString(id.get());
            out.u8(ID).i64(uuid.getMostSignificantBits()).i64(uuid.getLeastSignificantBits());
        } else {
            out.u8(TEXT).text(id.get());
        }
    }

    static Optional<String> read(ByteReader in) {
        return switch (in.u8()) {
            case ABSENT -> Optional.empty();
            case TEXT -> Optional.of(text(in));
            case HEX -> Optional.of(hex(in));
            case ID -> Optional.of(new UUID(in.i64(), in.i64()).toString());
            default -> throw in.malformed("an id of a form that is not known");
        };
    }

    private static String text(ByteReader in) {
        String text = in.text();
        if (isHex(text) || isUuid(text)) {
            throw in.malformed("an id written longer than it need be");
        }
        return text;
    }

    private static String hex(ByteReader in) {
        int length = in.u8();
        if (length == 0 || 2 * length > LONGEST_HEX) {
            throw in.malformed("an id of no length that is written so");
        }
        return HexFormat.of().formatHex(in.raw(length));
    }

    private static boolean isHex(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_HEX
                && text.length() % 2 == 0
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private static boolean isUuid(String text) {
        if (text.length() != UUID_LENGTH || !text.toLowerCase(Locale.ROOT).equals(text)) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
            char c = text.charAt(i);
            if (isHyphen ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }
}
