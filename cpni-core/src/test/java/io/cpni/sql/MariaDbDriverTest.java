package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import io.cpni.sql.Outcome.Form;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate holds however MariaDB's driver sends statements: prepared by itself or by the server, in one or in many. */
class MariaDbDriverTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&allowMultiQueries=true",
                "&useServerPrepStmts=true",
                "&useServerPrepStmts=true&allowMultiQueries=true",
                "&useBulkStmts=true",
                "&useBulkStmts=true&useServerPrepStmts=true",
                "&rewriteBatchedStatements=true",
                "&useAffectedRows=true",
                "&disablePipeline=true",
                "&cachePrepStmts=false&useServerPrepStmts=true",
                "&sessionVariables=sql_mode='STRICT_ALL_TABLES'"
            })
    void aStatementIsTheSameStatement(String options) throws SQLException {
        try (Carrier carrier = Carrier.open(TestDatabase.mariaDb(CustomerKeyType.BIGINT, options));
                Carrier byHand = Carrier.open(TestDatabase.mariaDb(CustomerKeyType.BIGINT))) {
            List<String> differences = new ArrayList<>();
            for (AccessContext context : List.of(Staff.helpDesk(), Staff.marketing(), Staff.customer(Carrier.DEE))) {
                byHand.load(new SeenByHand(carrier, context, Records.all()).masked());
                List<Form> forms = new ArrayList<>(ReadForms.common());
                forms.addAll(ReadForms.mariaDb());
                for (Form form : forms) {
                    Outcome guarded = Outcome.of(carrier.guarded(), context, form);
                    if (!guarded.sorted()
                            .equals(Outcome.of(byHand.raw(), null, form).sorted())) {
                        differences.add(form + "\n  " + guarded);
                    }
                }
            }
            assertThat(differences).isEmpty();

            for (String sql : List.of(
                    "select t.name from tariff t; select callee from call_record",
                    "select t.name from tariff t where t.name = 'x\\' or t.name = '; delete from call_record -- '",
                    "select t.name from tariff t where t.name = {d '2026-01-01'}")) {
                assertThat(Outcome.of(carrier.guarded(), Staff.billing(), sql).isRefused())
                        .isTrue();
            }
            // What a parameter holds stays a value.
            for (String value : List.of("'; delete from call_record; -- ", "\\' or 1=1 -- ", "a\\", "\u00bf' or 1=1")) {
                assertThat(Outcome.of(
                                        carrier.guarded(),
                                        Staff.billing(),
                                        "select c.id from call_record c where c.note = ?",
                                        value)
                                .rows())
                        .isEmpty();
            }
            batches(carrier);
        }
    }

    /** Rows 100 and 101 are Ada's, 500 is Eve's: a batch changes what the clerk may change, and the rest is not counted. */
    private static void batches(Carrier carrier) throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement update = connection.prepareStatement("update call_record set note = ? where id = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into call_record (id, account_id, note) values (?, ?, ?)")) {
            for (long id : List.of(100L, 500L, 101L)) {
                update.setString(1, "batched " + id);
                update.setLong(2, id);
                update.addBatch();
            }
            assertThat(update.executeBatch()).hasSize(3);
            for (long id : List.of(5001L, 5002L)) {
                insert.setLong(1, id);
                insert.setLong(2, 10L);
                insert.setString(3, "batched " + id);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(2);
        }
        assertThat(Outcome.of(
                                carrier.raw(),
                                null,
                                "select note from call_record where note like 'batched%' order by id")
                        .rows())
                .containsExactly(
                        List.of("batched 100"),
                        List.of("batched 101"),
                        List.of("batched 5001"),
                        List.of("batched 5002"));
    }
}
