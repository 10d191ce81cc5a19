package io.cpni.sql;

import java.util.Locale;

/**
 * One token of a statement.
 *
 * @param kind what it is
 * @param text the token as written; for a quoted identifier, the name inside the quotes
 * @param start offset of its first character in the canonical text
 * @param end offset behind its last character
 */
record Token(Kind kind, String text, int start, int end) {

    enum Kind {
        /** A keyword or unquoted identifier. */
        WORD,
        /** An identifier in quotes: double ones, or on MariaDB backticks. */
        QUOTED,
        /** A string literal. */
        STRING,
        /** A numeric literal. */
        NUMBER,
        /** A parameter marker. */
        PARAMETER,
        /** An operator or punctuation. */
        SYMBOL,
        /** The end of the statement. */
        END
    }

    boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isIdentifier() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /**
     * Tells whether two names are the same to every database: spelled alike, and both quoted or both not. Of names that
     * differ only in case or quoting, some databases take one for the other and some do not.
     */
    boolean isSameName(Token other) {
        return kind == other.kind && (kind == Kind.QUOTED ? text.equals(other.text) : folded().equals(other.folded()));
    }

    /** Returns the name as a statement in the dialect writes it. */
    String written(SqlDialect dialect) {
        return kind == Kind.QUOTED ? dialect.quoted(text) : text;
    }

    /** Returns the name for comparing without regard to case. */
    String folded() {
        return text.toLowerCase(Locale.ROOT);
    }
}
