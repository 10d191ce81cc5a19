package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lexer reads what every server reads alike, and refuses the rest. */
class SqlLexerTest {

    private static SqlLexer.Lexed lex(String sql) {
        return SqlLexer.lex(sql, SqlDialect.POSTGRESQL);
    }

    private static List<String> texts(String sql) {
        return lex(sql).tokens().stream()
                .map(Token::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Test
    void tokensAreReadWithTheirPlaces() {
        SqlLexer.Lexed lexed = lex("select  \"Name\",\n n*1.5e3 from t where x<>'it''s' and y>=?");

        assertThat(lexed.text()).isEqualTo("select \"Name\", n*1.5e3 from t where x<>'it''s' and y>=?");
        assertThat(lexed.tokens().stream().map(Token::text))
                .containsExactly(
                        "select", "Name", ",", "n", "*", "1.5e3", "from", "t", "where", "x", "<>", "'it''s'", "and",
                        "y", ">=", "?", "");
        for (Token token : lexed.tokens()) {
            String there = lexed.text().substring(token.start(), token.end());
            assertThat(there).isEqualTo(token.kind() == Token.Kind.QUOTED ? '"' + token.text() + '"' : token.text());
        }
    }

    @Test
    void commentsAreDropped() {
        assertThat(lex("select 1 -- union select 2\n from t").text()).isEqualTo("select 1 from t");
        assertThat(lex("select/* ' */1/**/from t--").text()).isEqualTo("select 1 from t ");
        assertThat(lex("select '--', '/*' from t").text()).isEqualTo("select '--', '/*' from t");
        assertThat(lex("select 5--3\n").text()).isEqualTo("select 5 ");
    }

    @Test
    void aCommentOpensNoneAnew() {
        // What stands around a dropped comment must not become a comment, string or operator together.
        assertThat(texts("select 1 -/**/- 2 /**// 3")).containsExactly("select", "1", "-", "-", "2", "/", "3");
        assertThat(texts("select a </**/> b")).containsExactly("select", "a", "<", ">", "b");
    }

    @Test
    void aTrailingSemicolonIsDropped() {
        assertThat(lex("select 1; \n").text()).isEqualTo("select 1");
        assertThatThrownBy(() -> lex("select 1;;")).isInstanceOf(CpniStatementRefusedException.class);
        assertThatThrownBy(() -> lex("select 1; -- x")).isInstanceOf(CpniStatementRefusedException.class);
    }

    @Test
    void theEscapeClauseMayNameABackslash() {
        assertThat(texts("x like ? escape '\\' and y")).contains("'\\'", "and");
        assertThat(texts("x like ? escape '\\\\' and y")).contains("'\\\\'", "and");
        assertThat(texts("x like ? escape ''")).contains("''");
    }

    @Test
    void numbersEndWhereTheyEnd() {
        assertThat(texts("1 .5 1. 1e5 2.5E-3")).containsExactly("1", ".5", "1.", "1e5", "2.5E-3");
        for (String wrong : List.of("1x", "0x1F", "1_000", "1e", "1.2.3", "1..2", "1e5x")) {
            assertThatThrownBy(() -> lex(wrong)).as(wrong).isInstanceOf(CpniStatementRefusedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Strings that servers end at different places
                "select n from pub where n <> 'a\\' and n <>' union select callee from call_record -- '",
                "select \"a\\\" , 1, \" union select callee from call_record -- \"",
                "select $x$ ' $x$, callee from call_record -- '",
                "select $$ ' $$",
                "select E'\\'' from pub",
                "select e'x'",
                "select U&'\\0027'",
                "select U&\"call\\005frecord\"",
                "select N'x'",
                "select X'00'",
                "select q'[x]'",
                "select 'open",
                "select \"open",
                "select \"doubled\"\"quote\"",
                "select \"\"",
                "select 'nul\0'",
                // Comments that are none, or only for some
                "select 1 from pub where 1=1 # ' \n union select callee from call_record -- '",
                "select 1 from pub /*! union select callee from call_record */",
                "select 1 from pub /*!50000 union select callee from call_record */",
                "select 1 from pub /*M! union select callee from call_record */",
                "select /*+ hint */ 1",
                "select 1 // comment",
                "select 1 /* /* */ union select callee from call_record */",
                "select 1 /* open",
                // More than one statement
                "select 1; select callee from call_record",
                "select 1; delete from call_record",
                // Blanks that only some servers skip
                "select\u00a0callee from call_record",
                "select\u2003callee",
                "select\u200bcallee",
                "select\fcallee",
                "select\u000bcallee",
                "select\0callee",
                "\ufeffselect 1",
                // Parameters, variables, escapes and quoting of other kinds
                "select ?1",
                "select x ?? 'a'",
                "select :name",
                "select @x",
                "select $1",
                "select {fn now()}",
                "{call f()}",
                "{?= call f()}",
                "select [callee]",
                "select a[1]",
                // Operators beyond the language
                "select a | b",
                "select a & b",
                "select a ~ 'x'",
                "select a ! b",
                "select a ^ b",
                "select a\\b",
                // Identifiers that could be cut, or folded in another way
                "select caf\u00e9",
                "select a$b",
                "select a#b",
                "select \"x\"y"
            })
    void whatServersReadDifferentlyIsRefused(String sql) {
        for (SqlDialect dialect : SqlDialect.values()) {
            assertThatThrownBy(() -> SqlLexer.lex(sql, dialect)).isInstanceOf(CpniStatementRefusedException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(SqlDialect.class)
    void anIdentifierThatTheServerWouldCutIsRefused(SqlDialect dialect) {
        String longest = "x".repeat(dialect.longestIdentifier());
        assertThat(SqlLexer.lex("select " + longest, dialect).tokens()).hasSize(3);
        for (String tooLong :
                List.of(longest + "x", '"' + longest + "x\"", '"' + "\u00e9".repeat(longest.length()) + '"')) {
            assertThatThrownBy(() -> SqlLexer.lex("select " + tooLong, dialect))
                    .isInstanceOf(CpniStatementRefusedException.class);
        }
    }

    @Test
    void backticksQuoteOnMariaDbOnly() {
        assertThat(SqlLexer.lex("select `Name`", SqlDialect.MARIADB).tokens().get(1))
                .isEqualTo(new Token(Token.Kind.QUOTED, "Name", 7, 13));
        for (SqlDialect other : List.of(SqlDialect.H2, SqlDialect.POSTGRESQL)) {
            assertThatThrownBy(() -> SqlLexer.lex("select `Name`", other))
                    .isInstanceOf(CpniStatementRefusedException.class);
        }
    }

    @Test
    void refusalsQuoteNoLiteral() {
        assertThatThrownBy(() -> lex("select '+12125550100\\' from t"))
                .isInstanceOf(CpniStatementRefusedException.class)
                .hasMessageNotContaining("1212");
    }
}
