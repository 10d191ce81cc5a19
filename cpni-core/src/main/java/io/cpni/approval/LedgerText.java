package io.cpni.approval;

import java.nio.charset.StandardCharsets;

/** Checks texts on their way into the ledger, so that every database gives them back as they were. */
final class LedgerText {

    private LedgerText() {}

    static void check(String what, String value, int longest) {
        if (value.isBlank() || value.length() > longest) {
            throw new IllegalArgumentException(what + " must have 1 to " + longest + " characters");
        }
        if (value.chars().anyMatch(Character::isISOControl)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException(what + " has control characters or half a surrogate pair");
        }
    }
}
