package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A short, repeatable run of what {@link GateFuzzTest} does at length: changed statements are refused or guarded.
 *
 * <p>{@code -Dcpni.mutation.seed=n} takes another seed, {@code -Dcpni.mutation.count=n} another number of statements.
 */
class GateMutationTest {

    private static final int SYNTAX_ERROR = 42000;
    private static final int SYNTAX_ERROR_EXPECTED = 42001;
    private static final int COLUMN_NOT_FOUND = 42122;
    private static final int TABLE_NOT_FOUND = 42102;

    private final long seed = Long.getLong("cpni.mutation.seed", 1);
    private final int count = Integer.getInteger("cpni.mutation.count", 3_000);

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void whatIsChangedIsRefusedOrGuarded(SqlDialect dialect) {
        RewriteProperties properties = new RewriteProperties(dialect);
        MutatedStatements statements = new MutatedStatements(Choices.of(seed), MutatedStatements.corpus(dialect));
        int passed = 0;
        for (int i = 0; i < count; i++) {
            passed += properties.check(statements.next()).isPresent() ? 1 : 0;
        }
        assertThat(passed).as("passed of " + count + ", seed " + seed).isGreaterThan(count / 10);
        assertThat(properties.notLookedAt()).as("seed " + seed).isLessThan(passed / 10);
    }

    @Test
    void whatIsWrittenIsSqlIfWhatWasSentIs() throws SQLException {
        RewriteProperties properties = new RewriteProperties(SqlDialect.H2);
        MutatedStatements statements =
                new MutatedStatements(Choices.of(seed + 1), MutatedStatements.corpus(SqlDialect.H2));
        List<String> broken = new ArrayList<>();
        Map<Boolean, Integer> read = new HashMap<>();
        try (TestDatabase database = TestDatabase.h2(CustomerKeyType.BIGINT)) {
            Records.TABLES.forEach(database::execute);
            try (Connection connection = database.dataSource().getConnection()) {
                for (int i = 0; i < count; i++) {
                    String sql = statements.next();
                    Optional<String> written = properties.check(sql);
                    // A labelled table alone in the parentheses of a NATURAL or USING join becomes a query in two pairs
                    // of
                    // them, which H2 does not read: a sound statement fails.
                    if (written.isEmpty() || RewriteProperties.isQueryInJoin(written.get())) {
                        continue;
                    }
                    if (codeOf(connection, sql) != 0) {
                        continue;
                    }
                    int code = codeOf(connection, written.get());
                    read.merge(code == 0, 1, Integer::sum);
                    if (code == SYNTAX_ERROR
                            || code == SYNTAX_ERROR_EXPECTED
                            || code == COLUMN_NOT_FOUND
                            || code == TABLE_NOT_FOUND) {
                        broken.add(code + ": " + sql + "\n  " + written.get());
                    }
                }
            }
        }
        assertThat(broken).as("seed " + seed).isEmpty();
        assertThat(read.get(true)).as("read by H2, seed " + seed).isGreaterThan(count / 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select c.id from call_record c where(c.id = 1)",
                "select c.id from call_record c join account a on(a.id = c.account_id)",
                "select a.id from account a left join call_record c on(c.account_id = a.id)",
                "select 'x'from call_record c",
                "select(c.id)from call_record c",
                "select*from call_record c where c.id = 1",
                "select c.id from call_record c where cast(c.caller as int) = (1)and c.cell = 'x'or c.id = 7",
                "select case when c.caller = 'x'then cast(c.caller as int)else(0)end from call_record c",
                "update account set nickname = 'x'where(cast(nickname as int) = 1)"
            })
    void wordsThatTouchWhatStandsBesideThemAreKeptApart(String sql) throws SQLException {
        String written = new RewriteProperties(SqlDialect.H2).check(sql).orElse("");
        try (TestDatabase database = TestDatabase.h2(CustomerKeyType.BIGINT)) {
            Records.TABLES.forEach(database::execute);
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(written).isNotEmpty();
                assertThat(codeOf(connection, written)).as(written).isZero();
            }
        }
    }

    /** Returns H2's code for what is wrong with a statement, or 0. */
    private static int codeOf(Connection connection, String sql) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.isClosed() ? -1 : 0;
        } catch (SQLException e) {
            return e.getErrorCode();
        }
    }
}
