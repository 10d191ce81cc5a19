package io.cpni.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a table or view as labels give it, with the schema it is in or without: {@code app.call_record},
 * {@code "app"."Call"}, {@code call_record}. Without, it is in the schema where the database looks by default. On MariaDB
 * the schema is a database.
 *
 * @param schema the schema, if one is given
 * @param name the name in it
 */
public record DeclaredRelation(Optional<DeclaredName> schema, DeclaredName name) {

    /**
     * Reads a name as labels give it.
     *
     * @throws IllegalArgumentException if it has more than two parts, or an empty one
     */
    public static DeclaredRelation of(String declared) {
        List<String> parts = parts(declared);
        if (parts.size() > 2) {
            throw new IllegalArgumentException(
                    "relation " + declared + " is named with a catalog; name it with its schema, or alone");
        }
        if (parts.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a part of the name of relation '" + declared + "' is blank");
        }
        DeclaredName name = DeclaredName.of(parts.get(parts.size() - 1));
        return new DeclaredRelation(
                parts.size() == 2 ? Optional.of(DeclaredName.of(parts.get(0))) : Optional.empty(), name);
    }

    /** Divides at the dots outside of double quotes. */
    private static List<String> parts(String declared) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < declared.length(); i++) {
            char c = declared.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                parts.add(declared.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(declared.substring(start));
        return parts;
    }

    /** Returns the name as it is told to people: with the schema, without quotes. */
    public String text() {
        return schema.map(in -> in.text() + ".").orElse("") + name.text();
    }

    /** Returns the name for comparing without regard to case or quotes. */
    public String folded() {
        return text().toLowerCase(Locale.ROOT);
    }
}
