package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.cpni.approval.ApprovalScopes;
import io.cpni.customer.CustomerKeyType;
import io.cpni.label.ValueFamily;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement is in the language if every relation, function, name and construct in it is known. */
class StatementAnalyzerTest {

    private static AnalyzedStatement analyze(String sql, SqlDialect dialect) {
        return StatementAnalyzer.analyze(sql, dialect, Records.catalog());
    }

    private static void assertRefused(String sql, String why) {
        for (SqlDialect dialect : SqlDialect.values()) {
            assertThatThrownBy(() -> analyze(sql, dialect))
                    .as(sql)
                    .isInstanceOf(CpniStatementRefusedException.class)
                    // On MariaDB many of these are refused for another reason, which MariaDbFormsTest is about.
                    .hasMessageContaining(dialect == SqlDialect.MARIADB ? "" : why);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain select * from call_record",
                "explain analyze select 1",
                "call csvwrite('f', 'select * from call_record')",
                "execute immediate 'select 1'",
                "execute p",
                "prepare p as select 1",
                "declare c cursor for select 1",
                "do $x$",
                "copy call_record to stdout",
                "show all",
                "set search_path = x",
                "reset all",
                "table call_record",
                "truncate table call_record",
                "create table x as table call_record",
                "drop table call_record",
                "alter table call_record add x int",
                "grant select on call_record to public",
                "lock table call_record",
                "script",
                "runscript from 'x'",
                "backup to 'x'",
                "shutdown",
                "vacuum",
                "listen x",
                "commit",
                "begin",
                "savepoint x",
                "use x",
                "replace into call_record values (1)",
                "merge into call_record key(id) values (1)"
            })
    void otherStatementsAreRefused(String sql) {
        for (SqlDialect dialect : SqlDialect.values()) {
            assertThatThrownBy(() -> analyze(sql, dialect)).as(sql).isInstanceOf(CpniStatementRefusedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from shadow_note",
                "select 1 from tariff t join shadow_note s on 1=1",
                "select (select max(text) from shadow_note) from tariff t",
                "select * from (select * from shadow_note) x",
                "select * from pg_stats",
                "select * from pg_class",
                "select * from dual",
                "insert into shadow_note (id) values (1)",
                "update shadow_note set id = 1",
                "delete from shadow_note",
                "merge into shadow_note t using (values (1)) s(i) on t.id = s.i when matched then delete",
                "with x as (select 1 as a) select a from x union select id from shadow_note",
                // Without RECURSIVE a common table does not name itself: PostgreSQL reads the table of that name.
                "with pg_stats as (select * from pg_stats) select * from pg_stats",
                "with shadow_note as (select * from shadow_note) select * from shadow_note"
            })
    void unknownRelationsAreRefused(String sql) {
        assertRefused(sql, "is neither mapped nor declared");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select * from information_schema.tables | in the schema 'information_schema'",
                "select * from public.call_record | in the schema 'public'",
                "select * from db.public.call_record | catalogs are not in the gate's language",
                "select public.call_record.id from call_record | not named with the schema 'public'",
                "select db.public.call_record.id from call_record | catalogs are not in the gate's language",
                "select * from cpni_assignment | belong to the gate",
                "select * from call_record cpni_a | belong to the gate",
                "select id as cpni_k0 from call_record | belong to the gate",
                "select * from query_to_xml('select 1') | functions in FROM",
                "select * from csvread('f') | functions in FROM",
                "select * from generate_series(1,2) | functions in FROM",
                "select file_read('/etc/passwd') from tariff t | function is not on the gate's list",
                "select query_to_xml('select 1', true, false, '') from tariff t | function is not on the gate's list",
                "select pg_read_file('x') | function is not on the gate's list",
                "select lo_import('x') | function is not on the gate's list",
                "select link_schema('a','b','c','d','e','f') | function is not on the gate's list",
                "select pg_catalog.lower('x') | nothing that could follow",
                "select row_to_json(c) from call_record c | function is not on the gate's list",
                "select set_config('x', 'y', false) | function is not on the gate's list",
                "select pg_sleep(1) | function is not on the gate's list",
                "select cast('call_record' as regclass) | type is not on the gate's list",
                "select cast(? as java_object) | type is not on the gate's list",
                "select 1 from call_record c join account a using (id) for update | are not locked",
                "select d.id from (select c.id from call_record c natural join account a) d for update | are not locked",
                "select id from call_record natural join tariff | columns are not all known",
                "select id from call_record natural cross join account | NATURAL",
                "select * from call_record c join account a using (id) join customer k on k.id = a.id | name the columns",
                "select c._rowid_ from call_record c join account a using (id) | knows no column",
                "select c.ctid from call_record c join account a using (id) | knows no column",
                "select c.imsi from call_record c join account a using (id) | knows no column 'imsi'",
                "select imsi from call_record join account a using (id) | knows no column 'imsi'",
                "select 1 from call_record join account using (imsi) | knows no column 'imsi'",
                "select 1 from call_record join account using (id) join customer using (customer_id) | knows no column",
                "select c from call_record c natural join account a | whole row",
                "select 1 from call_record join account using (id) join customer k on k.id = id | could belong to several",
                "select 1 from (select c.note as id from call_record c) d join account a using (id) | of different types",
                "select id from call_record tablesample system (10) | nothing that could follow",
                "select id into x from call_record | expects a name",
                "select * from only call_record | expects a name",
                "select * from call_record * | nothing that could follow",
                "select * from final table (delete from call_record) | FINAL TABLE",
                "select top 1 id from call_record | nothing that could follow",
                "select array[id] from call_record | indexing by [",
                "select row(id) from call_record | function is not on the gate's list",
                "select (c).callee from call_record c | nothing that could follow",
                "select lpad(note, 10001) from call_record | at most 10000",
                "select rpad(note, 1e9) from call_record | at most 10000",
                "select rpad(note, 5 * 5) from call_record | as a whole number",
                "select lpad(note, ?) from call_record | as a whole number",
                "select lpad(note) from call_record | as a whole number",
                "select note isnull from call_record | expects a name",
                "select id from call_record where note similar to 'x' | nothing that could follow",
                "select id from call_record for system_time as of 1 | FOR is followed by",
                "select rownum from call_record | is not in the gate's language",
                "select current_user from tariff | is not in the gate's language",
                "with x as (delete from call_record returning id) select 1 from x | WITH holds queries alone",
                "insert into call_record values (1) | its columns in parentheses",
                "insert into call_record default values | its columns in parentheses",
                "insert into tariff (name) values ('x') on conflict on constraint c do nothing | ON CON",
                "merge into tariff t using (values (1)) s(i) on 1=1 when matched then delete returning t.name | nothing",
                "update tariff set (name, price) = ('x', 1, 2) | as many values",
                "update tariff set (name, price) = 'x' | in parentheses",
                "update call_record set (note, imsi) = ('x', 'y') | knows no column 'imsi'",
                "select d.n from (select rank() over w n from call_record c window w as (order by 1/id)) d | WINDOW of",
                "select rank() over w from call_record c window w as (order by imsi) | knows no column 'imsi'",
                "merge into tariff t using call_record c on 1=1 when matched then delete | use a query in parentheses",
                "select 'a' 'b' | nothing that could follow"
            })
    void theRefusalNamesTheConstruct(String sql, String why) {
        assertRefused(sql, why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into tariff (name) values ('x') on conflict do nothing | ON CONFLICT",
                "insert into tariff (name) values ('x') returning name | RETURNING",
                "update tariff set name = 'x' returning name | RETURNING",
                "delete from tariff t returning t.name | RETURNING",
                "delete from tariff using call_record c | DELETE",
                "select distinct on (id) id from call_record | DISTINCT ON",
                "select id from call_record group by rollup(id) | function is not on the gate's list",
                "select id from call_record group by grouping sets ((id)) | nothing that could follow",
                "select 1 from tariff t full join call_record c on 1=1 | FULL JOIN",
                "select 1 from subscription natural left join account | NATURAL JOIN alone",
                "select note collate \"C\" from call_record | COLLATE in expressions",
                "select 1 from subscription natural join (account) | a table alone without them",
                "select 1 from (account) | a table alone without them"
            })
    void whatH2DoesNotHaveIsRefused(String sql, String why) {
        assertThatThrownBy(() -> analyze(sql, SqlDialect.H2))
                .isInstanceOf(CpniStatementRefusedException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into call_record (id) values (1) on conflict (id) where id > 1 do nothing | columns alone",
                "insert into call_record (id) values (1) on conflict (lower(note)) do nothing | expects )",
                "insert into call_record (id) values (1) on conflict (imsi) do nothing | knows no column 'imsi'",
                "insert into call_record (id) values (1) on conflict (id) do update set note = note | qualify it",
                "insert into call_record (id) values (1) on conflict (id) do update set imsi = 'x' | knows no column",
                "insert into call_record (id) values (1) on conflict (id) do update set note = excluded.imsi | knows no",
                "insert into call_record as excluded (id) values (1) on conflict (id) do update set note = 'x' | aliases",
                "insert into account (id) values (1) on conflict (id) do update set nickname = (select max(c.note) from"
                        + " call_record c) | copies data",
                "update call_record set note = 'x' returning imsi | knows no column 'imsi'",
                "update call_record set note = 'x' returning call_record | whole row",
                "update call_record set note = 'x' returning old.note | no relation of the statement",
                "update call_record set note = 'x' returning with (old as o) o.note | the old and the new row",
                "delete from call_record returning pg_sleep(1) | function is not on the gate's list",
                "select distinct on (imsi) id from call_record | knows no column 'imsi'",
                "select count(*) as imsi from call_record group by rollup (imsi) | repeat the expression",
                "select count(*) as imsi from call_record group by cube ((imsi, id)) | knows no column 'imsi'",
                "select count(*) from call_record group by grouping sets ((id), (imsi)) | knows no column 'imsi'",
                "select id, grouping(id) from call_record group by rollup(id) | function is not on the gate's list",
                "select note collate \"en_US\" from call_record | collation is not on the gate's list",
                "select note collate my_own from call_record | collation is not on the gate's list",
                "select note collate pg_catalog.\"C\" from call_record | collation is not on the gate's list",
                "with x as (delete from call_record returning id) select 1 from x | WITH holds queries alone"
            })
    void whatIsNoPartOfAPostgresChangeIsRefused(String sql, String why) {
        assertThatThrownBy(() -> analyze(sql, SqlDialect.POSTGRESQL))
                .as(sql)
                .isInstanceOf(CpniStatementRefusedException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A column that is not mapped
                "select imsi from call_record | knows no column 'imsi'",
                "select c.imsi from call_record c | knows no column 'imsi'",
                "select \"IMSI\" from call_record | knows no column 'IMSI'",
                "select imsi from call_record, tariff | qualify it",
                "select (select max(imsi) from tariff) from call_record | qualify it",
                "select (select max(imsi) from call_record) from (select 'x' as imsi from tariff) d | qualify it",
                "select d.imsi from (select * from call_record) d | knows no column 'imsi'",
                "select id from call_record order by imsi | knows no column 'imsi'",
                "select count(*) as imsi from call_record group by imsi | repeat the expression",
                "update call_record set imsi = 'x' | knows no column 'imsi'",
                "insert into call_record (imsi) values ('x') | knows no column 'imsi'",
                // A whole row, as PostgreSQL reads a relation's name
                "select call_record from call_record | whole row",
                "select c from call_record c | whole row",
                "select c from call_record c, tariff t | whole row",
                "select (select max(c) from tariff) from call_record c | whole row",
                "select count(c) from call_record c, tariff t | whole row",
                "select c.row_to_json from call_record c | knows no column",
                "select d from (select callee from call_record) d, tariff t | whole row",
                // Names that differ only in case or quotes
                "select (select max(c.callee) from tariff \"C\") from call_record c | written in two ways",
                "select (select max(\"C\".callee) from tariff c) from call_record \"C\" | written in two ways",
                "select (select max(callee) from (select 'x' as \"CALLEE\" from tariff) d) from call_record c | two ways",
                "with \"PG_STATS\" as (select 1 as a) select * from pg_stats | written in two ways",
                "with x as (select 1 as a) select * from \"x\" | written in two ways",
                "with x as (select 1 as a) select * from \"X\" | written in two ways",
                // Names that stand for two things
                "select 1 from call_record c, account c | give them aliases",
                "select 1 from call_record c, account \"C\" | give them aliases",
                "select (select max(cell) from (select 1 as account_id) call_record) from call_record | give them aliases",
                "select id from call_record, account | could belong to several",
                "with call_record as (select 1 as id) select * from call_record | has the name of a table",
                "with tariff as (select 1 as id) select * from tariff | has the name of a table",
                "select d.x from (select id as x, callee as \"X\" from call_record) d | two columns"
            })
    void aNameThatADatabaseCouldReadOtherwiseIsRefused(String sql, String why) {
        assertRefused(sql, why);
    }

    @Test
    void anOutputNameInOtherQuotesIsNotTakenForTheOutput() {
        AnalyzedStatement statement =
                analyze("select id as \"CALLEE\" from call_record order by callee", SqlDialect.POSTGRESQL);

        assertThat(statement.columns().stream().map(use -> use.label().name())).containsExactly("id", "callee");
    }

    @Test
    void aParameterThatMeetsAStoredValueMustBeOfItsFamily() {
        for (String sql : List.of(
                "select 1 from call_record c where c.note = ?",
                "select 1 from call_record c where ? in (c.callee, c.note)",
                "select 1 from call_record c where coalesce(c.note, ?) is null",
                "select case when c.answered then c.note else ? end from call_record c",
                "select 1 from call_record c where c.note like ? escape ''",
                "select 1 from call_record c where c.note = any (?)",
                "select 1 from (select c.note from call_record c) d where d.note = ?",
                "with x as (select c.note from call_record c) select 1 from x where x.note = ?",
                "select max(c.note) from call_record c having max(c.note) = ?")) {
            assertThat(analyze(sql, SqlDialect.POSTGRESQL).families())
                    .as(sql)
                    .containsExactly(entry(0, ValueFamily.TEXT));
        }
        assertThat(analyze("select 1 from call_record c where (c.id, c.note) = (?, ?)", SqlDialect.H2)
                        .families())
                .containsExactly(entry(0, ValueFamily.NUMBER), entry(1, ValueFamily.TEXT));
        assertThat(analyze("select 1 from tariff t where t.prefix = ?", SqlDialect.H2)
                        .families())
                .isEmpty();
    }

    @Test
    void longStatementsPassAndDeepOnesAreRefused() {
        String many = " or c.id = 1 and c.note = 'x'".repeat(5_000);
        assertThat(analyze("select 1 from call_record c where c.id = 2" + many, SqlDialect.H2)
                        .columns())
                .hasSize(10_001);
        for (String deep : List.of(
                "(".repeat(50_000) + "1",
                "not ".repeat(50_000) + "1",
                "- ".repeat(50_000) + "1",
                "1" + "||1".repeat(50_000))) {
            assertRefused("select " + deep + " from call_record", "");
        }
        assertThat(Fingerprint.of("select '" + "x".repeat(200_000) + "'")).isEqualTo(Fingerprint.of("select 'y'"));
    }

    @Test
    void theLockTimeoutIsTheOneSetting() {
        for (String sql : List.of(
                "select current_setting('lock_timeout', true)",
                "set local lock_timeout = 2000",
                "set local lock_timeout = '2s'")) {
            assertThat(analyze(sql, SqlDialect.POSTGRESQL).touchesLabelledTables())
                    .isFalse();
        }
        for (String sql : List.of(
                "select current_setting('is_superuser')",
                "select current_setting('lock_timeout' || 'x')",
                "set local search_path = x",
                "set local lock_timeout = 1, search_path = x",
                "set lock_timeout = 2000",
                "set session lock_timeout = 2000")) {
            assertThatThrownBy(() -> analyze(sql, SqlDialect.POSTGRESQL))
                    .as(sql)
                    .isInstanceOf(CpniStatementRefusedException.class);
        }
    }

    @Test
    void aUnionOfFamiliesHasNone() {
        assertRefused(
                "select u.n from (select 7 as n union all select c.note from call_record c) u where u.n = 7",
                "calculate inside that query");
    }

    @Test
    void theServerSeesCommonTablesUnderNamesThatNoTableHas() {
        AnalyzedStatement statement = analyze(
                "with shadow_note as (select 1 as a) select s.a, shadow_note.a from shadow_note, shadow_note s",
                SqlDialect.H2);

        assertThat(StatementRewriter.rewrite(
                                statement,
                                List.of(),
                                new ConditionWriter(
                                        FactRelations.standard(),
                                        ApprovalScopes.none(),
                                        SqlDialect.H2,
                                        CustomerKeyType.BIGINT),
                                false)
                        .text())
                .isEqualTo("with cpni_w0 as (select 1 as a) select s.a, shadow_note.a from cpni_w0 shadow_note,"
                        + " cpni_w0 s");
    }
}
