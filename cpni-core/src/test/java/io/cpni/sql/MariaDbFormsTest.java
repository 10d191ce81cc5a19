package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What MariaDB reads in a way of its own is refused; what passes, the server reads as the gate does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbFormsTest {

    private static final List<String> PIECES = List.of(
            "'",
            "''",
            "'a'",
            "'it''s'",
            "'\\'",
            "\\",
            "\"",
            "\"a\"",
            "`",
            "`b c`",
            "`a`",
            "--",
            "-- ",
            "--\n",
            "#",
            "/*",
            "*/",
            "/*!",
            "/*M!",
            "/**/",
            "\n",
            " ",
            "\t",
            ",",
            ",",
            ", ",
            "1",
            "1.5",
            ".5",
            "1e3",
            "0x41",
            "a",
            "x'41'",
            "N'a'",
            "_utf8'a'",
            "n",
            "b'1'",
            "'a' 'b'",
            ";",
            " as ",
            "k1",
            "-",
            "+",
            "(",
            ")",
            "*",
            "/",
            "||",
            "&&",
            "!",
            "=",
            "<=>",
            "<",
            ">",
            ":=",
            "@x",
            "@@version",
            "'#'",
            "'--'",
            "'/*'",
            "'\"'",
            "'`'",
            "'?'",
            "';'",
            "null",
            "not ",
            " and ",
            " or ",
            " div ",
            " xor ",
            "true",
            "case when 1 then 2 end",
            "concat('a','b')",
            "lower('A')",
            "lower ('A')",
            "count(*)",
            "count (*)",
            "char_length('a')",
            "{",
            "}",
            "$",
            "\u00e9",
            "'\u00e9'",
            "\u00a0");

    private final Carrier carrier = Carrier.open(TestDatabase.mariaDb(CustomerKeyType.BIGINT));

    @AfterAll
    void close() {
        carrier.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // What a library parser took for something else, and the server for the numbers that were called
                "select t.name from tariff t where t.name <> 'a\\' and t.name<>' union select callee from call_record -- '",
                "select \"a\\\" , 1, \" union select callee from call_record -- \"",
                "select 1 from tariff where 1=1 --1 union select callee from call_record",
                "select 1 from tariff /*! union select callee from call_record */",
                "select 1 from tariff /*!50000 union select callee from call_record */",
                "select 1 from tariff /*M! union select callee from call_record */",
                "select 1 # ' \n , callee from call_record -- '",
                "execute immediate 'select callee from call_record'",
                "execute p",
                "prepare p from 'select callee from call_record'",
                "handler call_record open",
                "show create table call_record",
                "show warnings",
                "explain select c.id from call_record c",
                "analyze select c.id from call_record c",
                "describe call_record",
                "set sql_mode = ''",
                "set transaction isolation level repeatable read",
                "use mysql",
                "do sleep(1)",
                "call p()",
                "load data local infile 'x' into table call_record",
                "table call_record",
                "begin not atomic select callee from call_record; end",
                // Values
                "select 'a' 'b' from tariff t",
                "select _utf8'a' from tariff t",
                "select _latin1 'a' from tariff t",
                "select N'a' from tariff t",
                "select x'41', b'1', 0x41 from tariff t",
                "select @a from tariff t",
                "select @@version from tariff t",
                "select @a := 1 from tariff t",
                "select c.id from call_record c where c.note like '%' escape '\\'",
                "select \"callee\" from call_record c",
                // Operators and functions
                "select c.id from call_record c where c.note || c.callee",
                "select c.id from call_record c where c.answered && 1",
                "select c.id from call_record c where !c.answered",
                "select c.id ^ 1 from call_record c",
                "select c.id div 2 from call_record c",
                "select c.id mod 2 from call_record c",
                "select c.id from call_record c where c.answered xor true",
                "select c.id from call_record c where c.callee regexp '1'",
                "select c.id from call_record c where c.callee rlike '1'",
                "select c.id from call_record c where c.callee not rlike '1'",
                "select c.id from call_record c where c.callee sounds like 'x'",
                "select c.id from call_record c where binary c.callee = 'x'",
                "select c.id from call_record c where c.callee collate latin1_bin = 'x'",
                "select c.id from call_record c order by c.note collate my_own",
                "select lpad(c.note, 99999999999) from call_record c",
                "select count (*) from call_record c",
                "select max (c.id) from call_record c",
                "select cast (c.id as char) from call_record c",
                "select count/**/(*) from call_record c",
                "select `count`(c.id) from call_record c",
                "select leak() from tariff t",
                "select sleep(1) from tariff t",
                "select load_file('/etc/passwd') from tariff t",
                "select get_lock('a', 1) from tariff t",
                "select extractvalue('<a/>', c.note) from call_record c",
                "select database(), user(), found_rows(), last_insert_id() from tariff t",
                "select any_value(c.id), bool_and(c.answered), date_trunc('day', c.started_at) from call_record c",
                "select json_value(c.note, '$.a') from call_record c",
                "select match (c.note) against ('x') from call_record c",
                "select interval(1, 2) from tariff t",
                // Clauses
                "select c.id from call_record c into outfile '/tmp/x'",
                "select c.id into @x from call_record c",
                "select c.id from call_record c procedure analyse()",
                "select c.id from call_record c use index (primary)",
                "select c.id from call_record c force index (primary)",
                "select c.id from call_record c ignore index (primary)",
                "select straight_join c.id from call_record c",
                "select c.id from call_record c straight_join account a",
                "select sql_no_cache c.id from call_record c",
                "select high_priority c.id from call_record c",
                "select sql_calc_found_rows c.id from call_record c",
                "select /*+ no_index(c) */ c.id from call_record c",
                "select c.id from call_record partition (p0) c",
                "select c.id from call_record for system_time all c",
                "select c.id from call_record c limit rows examined 5",
                "select c.note, count(*) from call_record c group by c.note with rollup",
                "select distinctrow c.id from call_record c",
                "select c.id from mysql.user c",
                "select c.id from call_record c for share",
                "select c.id from call_record c where c.id = any (?)",
                "select c.id from call_record c order by c.id nulls first",
                "select count(*) filter (where c.answered) from call_record c",
                "select x.i from tariff t, lateral (select 1 as i) x",
                "select c.id from call_record c where c.note is distinct from 'x'",
                "select next_not_cached_value from call_record_seq",
                // Changes
                "replace into call_record (id, account_id) values (1, 10)",
                "insert ignore into call_record (id, account_id) values (?, ?)",
                "insert into call_record (id, account_id) values (?, ?) on conflict (id) do nothing",
                "insert into call_record (id, account_id) values (?, ?) on duplicate key update note = excluded.note",
                "insert into call_record (id, account_id) values (?, ?) on duplicate key update note = values (note)",
                "insert into call_record (id, account_id) values (?, ?) on duplicate key update note = values(imsi)",
                "insert into call_record (id, account_id) values (?, ?) on duplicate key update note = values(c.note)",
                "insert into call_record (id, account_id) values (?, ?) on duplicate key update values(note) = 'x'",
                "insert into call_record (id, account_id) values (?, ?) on duplicate key update note = 'x' where id = 1",
                "insert into call_record (id, account_id) values (?, ?) on duplicate key update note = 'x', note = 'y'",
                "insert into call_record (id, account_id) values (?, ?) on duplicate key update note = (select"
                        + " max(values(note)) from tariff t)",
                "insert into call_record (id, account_id) values (?, values(id))",
                "insert into call_record (id, account_id) select c.id, c.account_id from call_record c group by c.id"
                        + " on duplicate key update note = c.note",
                "update call_record set note = values(note)",
                "select values(c.note) from call_record c",
                "insert into call_record set id = 1",
                "insert into call_record values (1, 10)",
                "insert delayed into tariff (name) values ('x')",
                "insert into call_record (id, account_id) values (?, ?) returning imsi",
                "insert into call_record (id, account_id) values (?, ?) returning id into @x",
                "update call_record set note = 'x' returning callee",
                "update ignore call_record set note = 'x'",
                "update call_record set note = 'x' order by callee limit 1",
                "update call_record c, account a set c.note = 'x' where a.id = c.account_id",
                "update call_record c join account a on a.id = c.account_id set c.note = 'x'",
                "update call_record set note = 'x' from account a",
                "delete from call_record where id > 0 limit 1",
                "delete c from call_record c where c.id > 0 returning c.callee",
                "delete from call_record where id > 0 order by id returning callee",
                "replace into call_record (id, account_id) values (1, 10) returning id",
                "delete c, a from call_record c join account a on a.id = c.account_id",
                "delete c from call_record c join account a on a.id = c.account_id",
                "delete a from call_record c",
                "delete from call_record using call_record join account",
                "delete quick from call_record",
                "merge into call_record t using (select 1 as id) s on t.id = s.id when matched then delete",
                "truncate table call_record",
                "optimize table call_record",
                "kill 1",
                // Names that could be two
                "select c.id from call_record c where exists (select 1 from tariff C where c.callee = 'x')",
                "select C.id from call_record c",
                "select c.id from CALL_RECORD c",
                "select t.name from Tariff t",
                "select key from tariff t",
                "select t.name rows from tariff t"
            })
    void whatOnlyMariaDbSaysIsRefused(String sql) {
        assertThatThrownBy(() -> StatementAnalyzer.analyze(sql, SqlDialect.MARIADB, Records.catalog()))
                .isInstanceOf(CpniStatementRefusedException.class)
                .hasMessageNotContaining("passwd");
    }

    @Test
    void aStoredFunctionThatIsNamedLikeTheServersOwnIsNotCalled() {
        carrier.execute("CREATE OR REPLACE FUNCTION `count`(x INT) RETURNS INT DETERMINISTIC RETURN 42");
        assertThat(Outcome.of(carrier.guarded(), Staff.billing(), "select count(1) from tariff t")
                        .rows())
                .containsExactly(List.of("2"));
        assertThat(Outcome.of(carrier.guarded(), Staff.billing(), "select count (1) from tariff t")
                        .isRefused())
                .isTrue();
    }

    /** The server warns of a stored function that it would never call, and has no such name for its own keywords. */
    @Test
    void everyFunctionOnTheListIsTheServersOwn() throws SQLException {
        List<String> others = new ArrayList<>();
        try (Connection connection = carrier.raw().getConnection();
                Statement statement = connection.createStatement()) {
            for (String name : SqlFunction.names(SqlDialect.MARIADB)) {
                try {
                    statement.execute("CREATE FUNCTION " + name + "(x INT) RETURNS INT DETERMINISTIC RETURN 42");
                    SQLWarning warning = statement.getWarnings();
                    boolean own = warning != null && warning.getMessage().contains("same name as a native function");
                    statement.execute("DROP FUNCTION `" + name + "`");
                    if (!own) {
                        others.add(name);
                    }
                } catch (SQLException keyword) {
                    assertThat(keyword.getErrorCode()).as(name).isEqualTo(1064);
                }
            }
        }
        // Keywords of its grammar, which the server does not list as functions.
        others.removeAll(List.of("position", "substr", "substring", "extract", "trim", "now"));
        assertThat(others).isEmpty();
    }

    @Test
    void whatPassesTheServerReadsAsTheGateDoes() throws SQLException {
        Random random = new Random(20_261_122);
        int compared = 0;
        List<String> differences = new ArrayList<>();
        try (Connection connection = carrier.raw().getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 60_000; i++) {
                StringBuilder sql = new StringBuilder("select 7 as k0 ,");
                for (int piece = random.nextInt(6); piece >= 0; piece--) {
                    sql.append(PIECES.get(random.nextInt(PIECES.size())));
                }
                List<Query.Item> items;
                SqlLexer.Lexed lexed;
                try {
                    lexed = SqlLexer.lex(sql.toString(), SqlDialect.MARIADB);
                    MariaDbForms.refuse(lexed.tokens());
                    items = ((Query.Block) ((SqlStatement.Select) SqlParser.parse(lexed, SqlDialect.MARIADB))
                                    .query()
                                    .body())
                            .items();
                } catch (CpniStatementRefusedException refused) {
                    continue;
                }
                try (ResultSet rows = statement.executeQuery(lexed.text())) {
                    rows.next();
                    compared++;
                    if (!isReadAs(rows, items, lexed.text())) {
                        differences.add(sql.toString());
                    }
                } catch (SQLException rejected) {
                    // The server reads nothing into it at all.
                    assertThat(rejected.getSQLState()).isNotNull();
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(300);
    }

    private static boolean isReadAs(ResultSet rows, List<Query.Item> items, String text) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        if (metaData.getColumnCount() != items.size()) {
            return false;
        }
        for (int i = 0; i < items.size(); i++) {
            Query.Value value = (Query.Value) items.get(i);
            if (value.alias().isPresent()
                    && !metaData.getColumnLabel(i + 1)
                            .equals(value.alias().get().text())) {
                return false;
            }
            String said = value.expression().span().in(text);
            if (value.expression() instanceof Expression.Literal literal
                    && literal.kind() == Expression.Literal.Kind.TEXT
                    && !said.substring(1, said.length() - 1).replace("''", "'").equals(rows.getString(i + 1))) {
                return false;
            }
        }
        return true;
    }
}
