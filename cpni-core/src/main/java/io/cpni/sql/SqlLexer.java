package io.cpni.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a statement's text into tokens, and refuses whatever a database server might read differently.
 *
 * <p>Comments are dropped: the canonical text, on which all later work is done and which is what the server gets, has
 * none. Refused are second statements, executable and nested comments, {@code //} and {@code #} comments, dollar
 * quoting, prefixed strings such as {@code E'..'} and {@code U&'..'}, backslashes in strings (but in {@code ESCAPE
 * '\'}), JDBC escapes, numbered and named parameters, session variables, control characters, blanks other than space,
 * tab and line ends, and unquoted identifiers beyond ASCII.
 */
final class SqlLexer {

    private static final int LONGEST_STATEMENT = 1_000_000;
    private static final String[] SYMBOLS = {"<=", ">=", "<>", "!=", "||", "::"};
    private static final String SINGLE_SYMBOLS = "(),.+-*/%=<>";

    private final String sql;
    private final SqlDialect dialect;
    private final StringBuilder canonical = new StringBuilder();
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    /** The outcome of reading a statement: its canonical text and tokens, closed by an END token. */
    record Lexed(String text, List<Token> tokens) {

        /** Returns where parameter markers stand, in order. */
        List<Integer> markers() {
            return tokens.stream()
                    .filter(token -> token.kind() == Token.Kind.PARAMETER)
                    .map(Token::start)
                    .toList();
        }
    }

    private SqlLexer(String sql, SqlDialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    static Lexed lex(String sql, SqlDialect dialect) {
        if (sql.length() > LONGEST_STATEMENT) {
            throw refused("a statement of more than " + LONGEST_STATEMENT + " characters");
        }
        return new SqlLexer(sql, dialect).run();
    }

    private Lexed run() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                blank();
                at++;
            } else if (c == '-' && peek(1) == '-') {
                lineComment();
            } else if (c == '/' && peek(1) == '*') {
                blockComment();
            } else if (c == '/' && peek(1) == '/') {
                throw refused("a // comment");
            } else if (c == '\'') {
                string();
            } else if (c == '"' || (c == '`' && dialect.quotesByBackticks())) {
                quotedIdentifier(c);
            } else if (c == '?') {
                parameter();
            } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
                number();
            } else if (isWordStart(c)) {
                word();
            } else if (c == ';') {
                semicolon();
            } else {
                symbol(c);
            }
        }
        tokens.add(new Token(Token.Kind.END, "", canonical.length(), canonical.length()));
        return new Lexed(canonical.toString(), List.copyOf(tokens));
    }

    private void blank() {
        if (canonical.length() > 0 && canonical.charAt(canonical.length() - 1) != ' ') {
            canonical.append(' ');
        }
    }

    private void lineComment() {
        if (dialect == SqlDialect.MARIADB && " \t\r\n".indexOf(peek(2)) < 0) {
            throw refused("-- without a blank behind it, which MariaDB reads as two minus signs");
        }
        int end = at + 2;
        while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
            end++;
        }
        at = end;
        blank();
    }

    private void blockComment() {
        char marker = peek(2);
        if (marker == '!' || marker == '+' || (marker == 'M' && peek(3) == '!')) {
            throw refused("an executable or hint comment");
        }
        int end = sql.indexOf("*/", at + 2);
        if (end < 0) {
            throw refused("a comment without an end");
        }
        if (sql.substring(at + 2, end).contains("/*")) {
            throw refused("a comment within a comment");
        }
        at = end + 2;
        blank();
    }

    private void string() {
        int end = at + 1;
        while (true) {
            if (end >= sql.length()) {
                throw refused("a string without an end");
            }
            char c = sql.charAt(end);
            if (c == '\'') {
                if (end + 1 < sql.length() && sql.charAt(end + 1) == '\'') {
                    end += 2;
                    continue;
                }
                break;
            }
            if (c == 0) {
                throw refused("a NUL character");
            }
            end++;
        }
        String content = sql.substring(at + 1, end);
        if (content.indexOf('\\') >= 0 && !isEscapeClause(content)) {
            throw refused("a backslash in a string (bind the value as a parameter)");
        }
        end++;
        add(Token.Kind.STRING, sql.substring(at, end), at, end);
    }

    private boolean isEscapeClause(String content) {
        // One backslash would escape the quote behind it on MariaDB.
        return (content.equals("\\\\") || (content.equals("\\") && dialect != SqlDialect.MARIADB))
                && !tokens.isEmpty()
                && tokens.get(tokens.size() - 1).isWord("escape");
    }

    private void quotedIdentifier(char quote) {
        if (quote == '"' && dialect.quotesByBackticks()) {
            throw refused("double quotes, which enclose a text on MariaDB (write '…' for a text, `…` for a name)");
        }
        int end = at + 1;
        while (true) {
            if (end >= sql.length()) {
                throw refused("a quoted identifier without an end");
            }
            char c = sql.charAt(end);
            if (c == quote) {
                break;
            }
            if (c < ' ' || c == '\\' || c == '`' || c == '"') {
                throw refused("an odd character in a quoted identifier");
            }
            end++;
        }
        if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
            throw refused("a doubled quote in a quoted identifier");
        }
        String name = sql.substring(at + 1, end);
        if (name.isEmpty()) {
            throw refused("an empty quoted identifier");
        }
        checkLength(name);
        end++;
        if (isWordPart(peekAt(end))) {
            throw refused("a word that touches a quoted identifier");
        }
        int start = canonical.length();
        canonical.append(sql, at, end);
        tokens.add(new Token(Token.Kind.QUOTED, name, start, canonical.length()));
        at = end;
    }

    private void parameter() {
        if (peek(1) == '?' || isWordPart(peek(1))) {
            throw refused("a ?? operator or numbered parameter");
        }
        add(Token.Kind.PARAMETER, "?", at, at + 1);
    }

    private void number() {
        int end = at;
        while (isDigit(peekAt(end))) {
            end++;
        }
        if (peekAt(end) == '.') {
            end++;
            while (isDigit(peekAt(end))) {
                end++;
            }
        }
        if ((peekAt(end) == 'e' || peekAt(end) == 'E')) {
            int exponent = end + 1;
            if (peekAt(exponent) == '+' || peekAt(exponent) == '-') {
                exponent++;
            }
            if (!isDigit(peekAt(exponent))) {
                throw refused("a number that runs into a word");
            }
            while (isDigit(peekAt(exponent))) {
                exponent++;
            }
            end = exponent;
        }
        if (isWordPart(peekAt(end)) || peekAt(end) == '.') {
            throw refused("a number that runs into a word");
        }
        add(Token.Kind.NUMBER, sql.substring(at, end), at, end);
    }

    private void word() {
        int end = at;
        while (isWordPart(peekAt(end))) {
            end++;
        }
        char next = peekAt(end);
        if (next == '\'' || next == '"' || next == '&' || next == '`') {
            throw refused("a prefixed string or identifier, such as E'..', U&'..' or X'..'");
        }
        String word = sql.substring(at, end);
        if (!word.chars().allMatch(c -> isWordStart((char) c) || isDigit((char) c))) {
            throw refused("an unquoted identifier with characters other than letters, digits and _");
        }
        checkLength(word);
        add(Token.Kind.WORD, word, at, end);
    }

    private void semicolon() {
        for (int i = at + 1; i < sql.length(); i++) {
            if (" \t\r\n".indexOf(sql.charAt(i)) < 0) {
                throw refused("a second statement");
            }
        }
        at = sql.length();
    }

    private void symbol(char c) {
        if (dialect == SqlDialect.MARIADB && sql.startsWith("<=>", at)) {
            add(Token.Kind.SYMBOL, "<=>", at, at + 3);
            return;
        }
        if (dialect == SqlDialect.MARIADB && sql.startsWith("||", at)) {
            throw refused("||, which means OR on MariaDB (write concat, or OR)");
        }
        for (String symbol : SYMBOLS) {
            if (sql.startsWith(symbol, at)) {
                if (symbol.equals("::") && dialect != SqlDialect.POSTGRESQL) {
                    break;
                }
                add(Token.Kind.SYMBOL, symbol, at, at + symbol.length());
                return;
            }
        }
        if (SINGLE_SYMBOLS.indexOf(c) < 0) {
            throw refused(
                    switch (c) {
                        case '#' -> "a # comment or operator";
                        case '$' -> "dollar quoting or a numbered parameter";
                        case '{', '}' -> "a JDBC escape";
                        case '@' -> "a session variable";
                        case ':' -> "a named parameter";
                        case '`', '[', ']' -> "quoting or indexing by " + c;
                        default ->
                            c < 128 && c >= ' '
                                    ? "the character " + c
                                    : "the character U+" + String.format("%04X", (int) c) + " outside of quotes";
                    });
        }
        add(Token.Kind.SYMBOL, String.valueOf(c), at, at + 1);
    }

    private void add(Token.Kind kind, String text, int from, int to) {
        int start = canonical.length();
        canonical.append(sql, from, to);
        tokens.add(new Token(kind, text, start, canonical.length()));
        at = to;
    }

    private void checkLength(String identifier) {
        if (identifier.getBytes(StandardCharsets.UTF_8).length > dialect.longestIdentifier()) {
            throw refused("an identifier longer than " + dialect.longestIdentifier() + " bytes");
        }
    }

    private char peek(int ahead) {
        return peekAt(at + ahead);
    }

    private char peekAt(int index) {
        return index < sql.length() ? sql.charAt(index) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == '$' || c == '#' || c == '@' || c >= 128;
    }

    private static CpniStatementRefusedException refused(String construct) {
        return new CpniStatementRefusedException("the gate does not pass " + construct);
    }
}
