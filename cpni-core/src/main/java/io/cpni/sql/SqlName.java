package io.cpni.sql;

import io.cpni.label.DeclaredName;
import java.util.regex.Pattern;

/** Writes the names of tables and columns, as labels and paths give them, so that the server finds what they mean. */
final class SqlName {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private SqlName() {}

    /**
     * Returns the name in quotes if it was given so, or if it could not have been created without; else bare, so that
     * the database folds it as it did at creation.
     */
    static String written(String declared, SqlDialect dialect) {
        return written(DeclaredName.of(declared), dialect);
    }

    static String written(DeclaredName name, SqlDialect dialect) {
        boolean bare =
                !name.exact() && PLAIN.matcher(name.text()).matches() && !ReservedWords.contains(name.text(), dialect);
        return bare ? name.text() : dialect.quoted(name.text());
    }
}
