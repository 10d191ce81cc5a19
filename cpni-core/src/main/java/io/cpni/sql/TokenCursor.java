package io.cpni.sql;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Walks over the tokens of one statement and says where a reader got stuck, without quoting literals. */
final class TokenCursor {

    /**
     * Keywords that cannot stand where a name is expected: a reader that took them for names would misread the rest.
     */
    private static final Set<String> RESERVED = Set.of(
            "select",
            "from",
            "where",
            "group",
            "having",
            "order",
            "union",
            "except",
            "intersect",
            "join",
            "on",
            "using",
            "with",
            "values",
            "insert",
            "update",
            "delete",
            "merge",
            "into",
            "set",
            "case",
            "when",
            "then",
            "else",
            "end",
            "and",
            "or",
            "not",
            "null",
            "exists",
            "between",
            "in",
            "like",
            "is",
            "distinct",
            "all",
            "any",
            "some",
            "for",
            "fetch",
            "offset",
            "limit",
            "as",
            "cross",
            "inner",
            "outer",
            "left",
            "right",
            "full",
            "natural",
            "lateral",
            "returning",
            "table",
            "only",
            "array",
            "row",
            "collate",
            "escape",
            "similar",
            "isnull",
            "notnull",
            "overlaps",
            "symmetric",
            "asymmetric",
            "operator",
            "within",
            "filter",
            "over",
            "ilike");

    private final SqlLexer.Lexed lexed;
    private final SqlDialect dialect;
    private final Map<String, String> spellings = new HashMap<>();
    private int position;
    private int parameters;

    TokenCursor(SqlLexer.Lexed lexed, SqlDialect dialect) {
        this.lexed = lexed;
        this.dialect = dialect;
    }

    SqlDialect dialect() {
        return dialect;
    }

    Token current() {
        return lexed.tokens().get(position);
    }

    Token peek(int ahead) {
        return lexed.tokens().get(Math.min(position + ahead, lexed.tokens().size() - 1));
    }

    Token next() {
        Token token = current();
        if (token.kind() == Token.Kind.END) {
            throw refused("the statement ends too early");
        }
        position++;
        return token;
    }

    boolean at(String keyword) {
        return current().isWord(keyword);
    }

    boolean atSymbol(String symbol) {
        return current().isSymbol(symbol);
    }

    boolean take(String keyword) {
        if (at(keyword)) {
            position++;
            return true;
        }
        return false;
    }

    boolean takeSymbol(String symbol) {
        if (atSymbol(symbol)) {
            position++;
            return true;
        }
        return false;
    }

    void expect(String keyword) {
        if (!take(keyword)) {
            throw refused("the gate expects " + keyword.toUpperCase(java.util.Locale.ROOT) + " here");
        }
    }

    void expectSymbol(String symbol) {
        if (!takeSymbol(symbol)) {
            throw refused("the gate expects " + symbol + " here");
        }
    }

    void expectEnd() {
        if (current().kind() != Token.Kind.END) {
            throw refused("the gate's language has nothing that could follow here");
        }
    }

    Token identifier() {
        Token token = current();
        if (!token.isIdentifier() || (token.kind() == Token.Kind.WORD && RESERVED.contains(token.folded()))) {
            throw refused("the gate expects a name here");
        }
        if (token.folded().startsWith("cpni_")) {
            throw refused("names that begin with cpni_ belong to the gate");
        }
        if (dialect == SqlDialect.MARIADB) {
            refuseAmbiguous(token);
        }
        position++;
        return token;
    }

    /**
     * Refuses a name that MariaDB could read as a keyword, or that differs from another one in case only: of tables and
     * aliases it takes these for two, of columns for one.
     */
    private void refuseAmbiguous(Token token) {
        if (token.kind() == Token.Kind.WORD && ReservedWords.contains(token.text(), dialect)) {
            throw refused("the gate expects a name here, and on MariaDB this word is none without backticks");
        }
        String known = spellings.putIfAbsent(token.folded(), token.text());
        if (known != null && !known.equals(token.text())) {
            throw refused("a name is written in two ways, which MariaDB may take for two; use the same case");
        }
    }

    int nextParameter() {
        return parameters++;
    }

    Span span() {
        return new Span(current().start(), current().end());
    }

    Span previousSpan() {
        Token previous = lexed.tokens().get(Math.max(0, position - 1));
        return new Span(previous.start(), previous.end());
    }

    /** Returns what the statement says at a place. */
    String text(Span span) {
        return span.in(lexed.text());
    }

    /** Returns the exception that names the place by its keyword or symbol; literals and quoted names are not shown. */
    CpniStatementRefusedException refused(String why) {
        Token token = current();
        String shown = switch (token.kind()) {
            case WORD, SYMBOL -> "'" + token.text() + "'";
            case PARAMETER -> "a parameter";
            case QUOTED -> "a quoted name";
            case STRING, NUMBER -> "a literal";
            case END -> "the end";
        };
        return new CpniStatementRefusedException(
                "statement refused at " + shown + ", word " + (position + 1) + ": " + why);
    }
}
