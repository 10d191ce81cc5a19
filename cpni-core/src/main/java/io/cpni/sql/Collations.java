package io.cpni.sql;

import java.util.Set;

/**
 * The collations by which statements may compare and order texts: those that come with the server. One that somebody has
 * made could do anything, and compares nothing that its name does not say.
 */
final class Collations {

    /** In double quotes, because they were created so. */
    private static final Set<String> QUOTED_ON_POSTGRESQL = Set.of("C", "POSIX", "C.utf8", "und-x-icu", "unicode");

    private static final Set<String> BARE_ON_POSTGRESQL = Set.of("ucs_basic", "unicode", "pg_c_utf8");

    private static final Set<String> ON_MARIADB = Set.of(
            "utf8mb4_bin",
            "utf8mb4_nopad_bin",
            "utf8mb4_general_ci",
            "utf8mb4_unicode_ci",
            "utf8mb4_uca1400_ai_ci",
            "utf8mb4_uca1400_as_cs");

    private Collations() {}

    /** Takes the name of a collation that is on the list. */
    static void take(TokenCursor cursor) {
        Token name = cursor.current();
        boolean known = switch (cursor.dialect()) {
            case H2 -> throw cursor.refused("H2 has no COLLATE in expressions; give the column a collation");
            case POSTGRESQL ->
                name.kind() == Token.Kind.QUOTED
                        ? QUOTED_ON_POSTGRESQL.contains(name.text())
                        : name.kind() == Token.Kind.WORD && BARE_ON_POSTGRESQL.contains(name.folded());
            case MARIADB -> name.kind() == Token.Kind.WORD && ON_MARIADB.contains(name.folded());
        };
        if (!known) {
            throw cursor.refused("this collation is not on the gate's list for " + cursor.dialect());
        }
        cursor.next();
    }
}
