package io.cpni.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks and cleans the texts of an entry, so that every database stores exactly what was hashed. */
final class AuditText {

    private static final char REPLACEMENT = '\uFFFD';

    private AuditText() {}

    /** Returns the text cleaned, or throws if it is blank or too long. */
    static String required(String what, String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            throw new IllegalArgumentException(what + " must have 1 to " + longest + " characters");
        }
        return clean(text);
    }

    /** Returns the text cleaned; blank counts as absent, too long throws. */
    static Optional<String> optional(String what, Optional<String> text, int longest) {
        if (text.isEmpty() || text.get().isBlank()) {
            return Optional.empty();
        }
        String cleaned = required(what, text.get(), longest);
        return cleaned.equals(text.get()) ? text : Optional.of(cleaned);
    }

    /** Returns the text cleaned and cut to a length; blank counts as absent. */
    static Optional<String> cut(Optional<String> text, int longest) {
        return text.filter(value -> !value.isBlank())
                .map(value -> clean(value.length() > longest ? value.substring(0, longest - 1) + '…' : value));
    }

    /** Returns the texts cleaned, or throws if one is blank or too long. */
    static List<String> list(String what, List<String> texts, int longest) {
        List<String> cleaned = new ArrayList<>(texts.size());
        boolean isClean = true;
        for (String text : texts) {
            String clean = required(what, text, longest);
            isClean &= clean.equals(text);
            cleaned.add(clean);
        }
        // A list that is clean and immutable already, as most are, is not copied.
        return List.copyOf(isClean ? texts : cleaned);
    }

    /** Replaces what has no UTF-8 form or what a database refuses: the null character and halves of surrogate pairs. */
    static String clean(String text) {
        int length = text.length();
        StringBuilder cleaned = null;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                cleaned = cleaned == null ? new StringBuilder(text) : cleaned;
                cleaned.setCharAt(i, REPLACEMENT);
            }
        }
        return cleaned == null ? text : cleaned.toString();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String ofUtf8(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
