package io.cpni.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What schema tools may say besides the gate's language: DDL without queries and program code, and looks at the
 * information schema.
 */
final class MaintenanceLanguage {

    private static final Set<String> VERBS = Set.of("create", "alter", "drop");

    /** Words that may stand between the verb and what is created. */
    private static final Set<String> MODIFIERS =
            Set.of("global", "local", "temporary", "temp", "cached", "memory", "unlogged", "unique");

    private static final Set<String> OBJECTS = Set.of("table", "index", "sequence", "schema", "type", "domain");

    /** Words with which DDL could copy rows: CREATE TABLE … AS TABLE t is one way. */
    private static final Set<String> COPYING = Set.of("select", "table", "execute");

    /** Words that would lead a query beyond the relation it names in FROM. */
    private static final Set<String> FURTHER = Set.of("table", "values", "union", "except", "intersect", "into");

    /** What Hibernate asks MariaDB when it starts, word for word: variables and functions are not in the language. */
    private static final Set<String> ASKED_OF_MARIADB = Set.of(
            "SELECT @@character_set_database, @@sql_mode",
            "select table_name from information_schema.TABLES where table_schema=database() and table_type='SEQUENCE'");

    private MaintenanceLanguage() {}

    /** Returns a schema tool's statement, if this is one and a tool is at work; empty if the gate has to read it. */
    static Optional<SqlLexer.Lexed> spoken(String sql, SqlDialect dialect) {
        if (!MaintenanceScope.isOpen()) {
            return Optional.empty();
        }
        if (dialect == SqlDialect.MARIADB && ASKED_OF_MARIADB.contains(sql)) {
            return Optional.of(
                    new SqlLexer.Lexed(sql, List.of(new Token(Token.Kind.END, "", sql.length(), sql.length()))));
        }
        SqlLexer.Lexed lexed = SqlLexer.lex(sql, dialect);
        List<Token> tokens = lexed.tokens();
        String first = tokens.get(0).folded();
        boolean spoken = switch (first) {
            case "comment" -> tokens.get(1).isWord("on");
            case "select" -> readsInformationSchemaOnly(tokens);
            case "set" -> setsVerbosity(tokens);
            default -> VERBS.contains(first) && isPlainDdl(tokens);
        };
        return spoken ? Optional.of(lexed) : Optional.empty();
    }

    private static boolean isPlainDdl(List<Token> tokens) {
        int object = 1;
        while (MODIFIERS.contains(tokens.get(object).folded())) {
            object++;
        }
        if (!OBJECTS.contains(tokens.get(object).folded())) {
            return false;
        }
        return tokens.subList(object + 1, tokens.size()).stream()
                .noneMatch(token -> token.kind() == Token.Kind.WORD && COPYING.contains(token.folded()));
    }

    private static boolean setsVerbosity(List<Token> tokens) {
        return tokens.size() == 5
                && tokens.get(1).isWord("client_min_messages")
                && tokens.get(2).isSymbol("=");
    }

    private static boolean readsInformationSchemaOnly(List<Token> tokens) {
        boolean reads = false;
        for (int i = 0; i < tokens.size() - 2; i++) {
            Token token = tokens.get(i);
            if (token.isWord("from") || token.isWord("join")) {
                if (!tokens.get(i + 1).isWord("information_schema")
                        || !tokens.get(i + 2).isSymbol(".")) {
                    return false;
                }
                reads = true;
            } else if (token.isSymbol("(")
                    || (reads && token.isSymbol(","))
                    || (token.kind() == Token.Kind.WORD && FURTHER.contains(token.folded()))) {
                // No function, inner query or second relation.
                return false;
            }
        }
        return reads;
    }
}
