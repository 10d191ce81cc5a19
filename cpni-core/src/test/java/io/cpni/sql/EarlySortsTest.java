package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A database may sort the rows of a table before it looks whether their conditions hold; that it fails on what a hidden row
 * would be sorted by must tell nobody about it.
 */
class EarlySortsTest {

    /** Fails for the secret calls, which took no second, and for no other. */
    private static final String OF_MARIADB = "(cast(c.duration_s as unsigned) - 1)";

    private static final String OF_POSTGRES = "(1 / c.duration_s)";

    /** So that PostgreSQL plans for few rows as it does for many. */
    private static final List<String> AS_FOR_MANY_ROWS = List.of(
            "set min_parallel_table_scan_size = 0",
            "set min_parallel_index_scan_size = 0",
            "set parallel_setup_cost = 0",
            "set parallel_tuple_cost = 0",
            "set enable_hashjoin = off",
            "set enable_mergejoin = off",
            "set enable_material = off",
            "set enable_memoize = off",
            "set enable_hashagg = off");

    private static void assertTheSameWithAndWithoutHiddenRows(Carrier carrier, DataSource database, String sql) {
        GuardedDataSource guarded = carrier.guardedOver(database);
        for (AccessContext context : List.of(Staff.clerk(), Staff.marketing())) {
            assertThat(Outcome.of(carrier.raw(), null, sql).failure())
                    .as("without the gate: " + sql)
                    .isNotEmpty();
            Outcome seen = Outcome.of(guarded, context, sql);

            assertThat(seen.failure()).as(sql).isEmpty();
            assertThat(seen.rows()).as(sql).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select c.id from call_record c order by §",
                "select c.id from call_record c order by c.started_at, § desc limit 3",
                "select c.id, § from call_record c order by 2",
                "select c.id, § as n from call_record c order by n",
                "select c.id from call_record c join account a on a.id = c.account_id order by §",
                "select c.id from account a join call_record c on a.id = c.account_id order by §",
                "select count(distinct c.id) from call_record c group by §",
                "select c.note, group_concat(c.id) from call_record c group by c.note, §",
                "select distinct §, count(distinct c.id) from call_record c group by § order by 2",
                "select c.id from call_record c order by (select 1 from account a where a.id = c.account_id or c.note ="
                        + " 'secret')",
                "select x.n from (select c.id as n from call_record c order by § limit 3) x",
                "select c.id from (select d.id, d.duration_s from call_record d) c order by §",
                "with x as (select c.id as n from call_record c order by § limit 3) select n from x"
            })
    void onMariaDb(String sql) {
        Carrier carrier = MariaDb.CARRIER;
        assertTheSameWithAndWithoutHiddenRows(carrier, carrier.raw(), sql.replace("§", OF_MARIADB));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select row_number() over (order by §) from call_record c limit 10",
                "select count(*) over w from call_record c window w as (order by §) limit 10",
                "select sum(c.id) over (partition by §) from call_record c limit 10",
                "select c.id from call_record c order by § limit 10",
                "select c.id, § from call_record c order by 2 limit 10",
                "select §, count(distinct c.id) from call_record c group by §",
                "select count(distinct §) from call_record c",
                "select string_agg(c.note, ',' order by §) from call_record c",
                "select distinct § from call_record c",
                "select distinct on (§) c.id from call_record c order by §"
            })
    void onPostgres(String sql) {
        Carrier carrier = Postgres.CARRIER;
        assertTheSameWithAndWithoutHiddenRows(carrier, planningForMany(carrier), sql.replace("§", OF_POSTGRES));
    }

    private static DataSource planningForMany(Carrier carrier) {
        return (DataSource) Proxy.newProxyInstance(
                EarlySortsTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    Connection connection = carrier.raw().getConnection();
                    try (Statement statement = connection.createStatement()) {
                        for (String setting : AS_FOR_MANY_ROWS) {
                            statement.execute(setting);
                        }
                    }
                    return connection;
                });
    }

    /** Whatever plan a database has in store for it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select c.id from call_record c order by 1 / c.duration_s",
                "select 1 / c.duration_s as n from call_record c order by n",
                "select 1 / c.duration_s from call_record c order by 1",
                "select distinct 1 / c.duration_s from call_record c",
                "select distinct on (1 / c.duration_s) c.id from call_record c",
                "select count(*) from call_record c group by 1 / c.duration_s",
                "select count(*) from call_record c group by rollup (c.note, (1 / c.duration_s))",
                "select count(*) over w from call_record c window w as (partition by 1 / c.duration_s)",
                "select rank() over (order by 1 / c.duration_s) from call_record c",
                "select c.id from call_record c order by sum(c.id) over (partition by 1 / c.duration_s)",
                "select count(distinct 1 / c.duration_s) from call_record c",
                "select c.note from call_record c group by c.note having count(distinct 1 / c.duration_s) > 1",
                "select string_agg(c.note, ',' order by 1 / c.duration_s) from call_record c",
                "select t.name from tariff t where exists (select c.id from call_record c order by 1 / c.duration_s)",
                "insert into call_record (id, account_id) select c.id, c.account_id from call_record c order by 1 /"
                        + " c.duration_s"
            })
    void whatCanFailIsNotSortedByBeforeTheConditionsHold(String sql) {
        assertThat(StatementAnalyzer.analyze(sql, SqlDialect.POSTGRESQL, Records.catalog())
                        .sortsByWhatCanFail())
                .isTrue();
    }

    /** Whoever sorts by what cannot fail keeps the plan that the database thinks best. */
    @Test
    void whatCannotFailIsSortedAsTheDatabaseLikes() {
        for (SqlDialect dialect : List.of(SqlDialect.POSTGRESQL, SqlDialect.MARIADB)) {
            for (String sql : List.of(
                    "select c.id, c.cost * 2 from call_record c order by c.started_at desc, c.id",
                    "select lower(c.note), sum(c.cost * 2) from call_record c group by lower(c.note)",
                    "select count(distinct c.note) from call_record c where cast(c.note as int) = 7",
                    "select row_number() over (order by c.id) from call_record c")) {
                assertThat(StatementAnalyzer.analyze(sql, dialect, Records.catalog())
                                .sortsByWhatCanFail())
                        .as(sql)
                        .isFalse();
            }
        }
    }

    private static Carrier withSecrets(TestDatabase database) {
        Carrier carrier = Carrier.open(database);
        carrier.load(Records.withSecrets());
        return carrier;
    }

    /** Its database goes with the server, when the tests are over. */
    private static final class MariaDb {
        static final Carrier CARRIER = withSecrets(TestDatabase.mariaDb(CustomerKeyType.BIGINT));
    }

    /** Has as many calls as it takes for a plan of its own. */
    private static final class Postgres {
        static final Carrier CARRIER = withSecrets(TestDatabase.postgres(CustomerKeyType.BIGINT));

        static {
            CARRIER.execute("insert into call_record (id, account_id, duration_s, note)"
                    + " select g, case when g % 5 = 0 then 10 else 50 end, case when g % 5 = 0 then 60 else 0 end,"
                    + " case when g % 5 = 0 then '7' else 'secret' end from generate_series(10000, 60000) g");
            CARRIER.execute("create index on call_record (account_id)");
            CARRIER.execute("analyze");
        }
    }
}
