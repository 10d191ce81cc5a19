package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.jdbc.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the gate takes for one string, name or number is that very value to the server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LexerOnServers {

    private static final int GENERATED = 1_500;

    /** Pieces that some server or mode gives a meaning to. */
    private static final List<String> PIECES = List.of(
            "'",
            "''",
            "'''",
            "\"",
            "\"\"",
            "\\",
            "\\'",
            "\\\\",
            "--",
            "-- ",
            "/*",
            "*/",
            "/*!",
            "/*+",
            "//",
            "#",
            "$$",
            "$a$",
            "$1",
            "?",
            "??",
            ":x",
            "::",
            "{fn now()}",
            "{",
            "}",
            "@x",
            "`",
            "[",
            "]",
            ";",
            "%",
            "_",
            "|",
            "||",
            "&",
            "U&",
            "E",
            "e'",
            "x'",
            "N'",
            "\n",
            "\r",
            "\t",
            "\f",
            "\u000B",
            "\u0085",
            "\u00A0",
            "\u2028",
            "\u3000",
            "\u200B",
            "\uFEFF",
            "\uD83D\uDE00",
            "ß",
            "ſ",
            "K",
            "İ",
            "ä",
            "a\u0308",
            "\u0001",
            "\u007F",
            " ",
            "  ",
            "a",
            "A",
            "z9",
            "0",
            "7",
            "select",
            "null",
            "(",
            ")",
            ",",
            ".",
            "=",
            "<",
            "*",
            "+",
            "-");

    private final TestDatabase database;
    private final SqlDialect dialect;
    private final long seed = Long.getLong("cpni.oracle.seed", 1);

    LexerOnServers(TestDatabase database, SqlDialect dialect) {
        this.database = database;
        this.dialect = dialect;
    }

    @AfterAll
    void close() {
        database.close();
    }

    /** A token the gate reads, and what the server has to read in it. */
    private record Expected(String sql, String value) {}

    @Test
    void aStringIsTheSameToTheServer() throws SQLException {
        List<Expected> expected = new ArrayList<>();
        for (String text : texts("'")) {
            accepted(text, Token.Kind.STRING)
                    .ifPresent(token -> expected.add(new Expected(
                            token, token.substring(1, token.length() - 1).replace("''", "'"))));
        }
        assertThat(expected).hasSizeGreaterThan(GENERATED / 4);
        compare(expected, "select %s", rows -> rows.getString(1));
    }

    @Test
    void aQuotedNameIsTheSameToTheServer() throws SQLException {
        List<Expected> expected = new ArrayList<>();
        for (String text : texts("\"")) {
            accepted(text, Token.Kind.QUOTED)
                    .ifPresent(token -> expected.add(new Expected(token, token.substring(1, token.length() - 1))));
        }
        assertThat(expected).hasSizeGreaterThan(GENERATED / 8);
        compare(expected, "select 1 as %s", rows -> rows.getMetaData().getColumnLabel(1));
    }

    @Test
    void aNumberIsTheSameToTheServer() throws SQLException {
        Choices choices = Choices.of(seed);
        List<Expected> expected = new ArrayList<>();
        List<String> pieces = List.of(
                "0",
                "1",
                "7",
                "12",
                "000",
                "123456789012345678",
                "99999999999999999999999",
                ".",
                ".",
                "e",
                "E",
                "e+",
                "e-",
                "_",
                "x",
                "f",
                "d",
                "L",
                "b",
                "o",
                "0x1",
                "0b1",
                "0o7",
                "1_0");
        for (int i = 0; i < GENERATED; i++) {
            String text = pieces(choices, pieces, 4);
            accepted(text, Token.Kind.NUMBER)
                    .filter(number -> !number.matches("(?i).*e[+-]?[0-9]{3,}"))
                    .ifPresent(number -> expected.add(new Expected(
                            number, new BigDecimal(number).stripTrailingZeros().toPlainString())));
        }
        assertThat(expected).hasSizeGreaterThan(GENERATED / 20);
        compare(expected, "select %s", LexerOnServers::plainNumber);
    }

    private static String plainNumber(ResultSet rows) throws SQLException {
        return rows.getBigDecimal(1).stripTrailingZeros().toPlainString();
    }

    /** A text that is a comment to the gate, and so is left out, is none of the server's words either. */
    @Test
    void whatTheGateDropsIsNothingToTheServer() throws SQLException {
        Choices choices = Choices.of(seed + 1);
        List<String> different = new ArrayList<>();
        int compared = 0;
        for (int i = 0; i < GENERATED; i++) {
            String inside = pieces(choices, PIECES, 5);
            String sql = choices.oneOf(
                    "select 1 /*" + inside + "*/ + 1",
                    "select 1 --" + inside + "\n + 1",
                    "select 1 -- " + inside + "\r + 1",
                    "select 1" + inside + "+ 1",
                    "select 1 " + inside + " + 1");
            String text;
            try {
                text = SqlLexer.lex(sql, dialect).text();
            } catch (CpniStatementRefusedException refused) {
                continue;
            }
            if (!text.replace(" ", "").equals("select1+1") || sql.indexOf('?') >= 0) {
                continue;
            }
            compared++;
            try (Connection connection = database.dataSource().getConnection();
                    PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                if (rows.getInt(1) != 2) {
                    different.add(sql + " is " + rows.getInt(1));
                }
            } catch (SQLException e) {
                // What the server refuses as it was sent it gets without the comment, and so cannot misread.
                if (!e.getSQLState().startsWith("42")) {
                    throw e;
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(compared).isGreaterThan(GENERATED / 10);
    }

    private List<String> texts(String quote) {
        Choices choices = Choices.of(seed);
        List<String> texts = PIECES.stream().map(piece -> quote + piece + quote).collect(Collectors.toList());
        for (int i = 0; i < GENERATED; i++) {
            texts.add(quote + pieces(choices, PIECES, 6) + quote);
        }
        return texts;
    }

    private static String pieces(Choices choices, List<String> of, int most) {
        return IntStream.range(0, 1 + choices.below(most))
                .mapToObj(i -> choices.oneOf(of))
                .collect(Collectors.joining());
    }

    /** Returns the text as the server would get it, if the gate takes it for one token of a kind. */
    private Optional<String> accepted(String text, Token.Kind kind) {
        try {
            SqlLexer.Lexed lexed = SqlLexer.lex("select " + text, dialect);
            boolean one = lexed.tokens().size() == 3 && lexed.tokens().get(1).kind() == kind;
            Token token = lexed.tokens().get(1);
            return one ? Optional.of(lexed.text().substring(token.start(), token.end())) : Optional.empty();
        } catch (CpniStatementRefusedException refused) {
            return Optional.empty();
        }
    }

    /** Reads what a server gave. */
    private interface Reading {
        String of(ResultSet rows) throws SQLException;
    }

    private void compare(List<Expected> expected, String statement, Reading reading) throws SQLException {
        List<String> different = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection()) {
            for (Expected one : expected) {
                try (PreparedStatement select = connection.prepareStatement(statement.replace("%s", one.sql()));
                        ResultSet rows = select.executeQuery()) {
                    rows.next();
                    String read = reading.of(rows);
                    if (!one.value().equals(read)
                            || select.getParameterMetaData().getParameterCount() != 0) {
                        different.add(one.sql() + " is " + read);
                    }
                } catch (SQLException e) {
                    different.add(one.sql() + " fails: " + e.getMessage());
                }
            }
        }
        assertThat(different).isEmpty();
    }
}
