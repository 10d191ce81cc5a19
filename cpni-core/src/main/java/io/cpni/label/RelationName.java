package io.cpni.label;

import java.util.regex.Pattern;

/** Checks names of relations that go into the text of statements as they are. */
public final class RelationName {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");

    private RelationName() {}

    /**
     * Checks that a text is the plain name of a relation, with a schema or without.
     *
     * @param component what is named, for the message
     * @throws IllegalArgumentException if it is not
     */
    public static void requirePlain(String component, String name) {
        if (!PLAIN.matcher(name).matches()) {
            throw new IllegalArgumentException(component + " is not the plain name of a relation");
        }
    }
}
