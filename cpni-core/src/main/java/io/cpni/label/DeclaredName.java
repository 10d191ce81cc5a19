package io.cpni.label;

import java.util.Locale;

/**
 * The name of a table or column as labels give it. In double quotes it is meant exactly, as it was quoted when it was
 * created; without, it is what the database makes of it, in whatever case.
 *
 * @param text the name without its quotes
 * @param exact whether it was given in quotes
 */
public record DeclaredName(String text, boolean exact) {

    private static final String QUOTE = "\"";

    /** Reads a name as labels give it. */
    public static DeclaredName of(String declared) {
        boolean exact = declared.length() > 2 && declared.startsWith(QUOTE) && declared.endsWith(QUOTE);
        return exact
                ? new DeclaredName(declared.substring(1, declared.length() - 1).replace(QUOTE + QUOTE, QUOTE), true)
                : new DeclaredName(declared, false);
    }

    /** Returns the name for comparing without regard to case or quotes. */
    public String folded() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Returns the name in double quotes. */
    public String quoted() {
        return QUOTE + text.replace(QUOTE, QUOTE + QUOTE) + QUOTE;
    }
}
