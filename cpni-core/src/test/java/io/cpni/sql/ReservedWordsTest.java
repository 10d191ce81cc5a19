package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every word that a server takes for a name only in quotes is written in quotes. */
class ReservedWordsTest {

    @Test
    void theWordsArePostgresOwn() throws SQLException {
        try (TestDatabase database = TestDatabase.postgres(CustomerKeyType.BIGINT)) {
            assertThat(words(database, "catcode in ('R', 'T')"))
                    .isNotEmpty()
                    .allSatisfy(word -> assertThat(SqlName.written(word, SqlDialect.POSTGRESQL))
                            .isEqualTo('"' + word + '"'));
            assertThat(words(database, "catcode not in ('R', 'T')"))
                    .isNotEmpty()
                    .allSatisfy(word -> assertThat(SqlName.written(word, SqlDialect.POSTGRESQL))
                            .isEqualTo(word));
        }
    }

    @Test
    void h2TakesEveryNameAsItIsWritten() throws SQLException {
        List<String> words = new ArrayList<>(List.of(
                "_rowid_", "rownum", "qualify", "minus", "uescape", "current_path", "top", "regexp", "groups", "key"));
        try (TestDatabase database = TestDatabase.postgres(CustomerKeyType.BIGINT)) {
            words.addAll(words(database, "true"));
        }
        try (TestDatabase database = TestDatabase.emptyH2();
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String word : words) {
                String name = SqlName.written(word, SqlDialect.H2);
                statement.execute("create table " + name + " (" + name + " int)");
                statement.execute("select x." + name + " as " + name + " from " + name + " x");
                statement.execute("drop table " + name);
            }
        }
    }

    @Test
    void mariaDbTakesEveryNameAsItIsWritten() throws SQLException {
        try (TestDatabase database = TestDatabase.mariaDb(CustomerKeyType.BIGINT);
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            List<String> words = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "select lower(word) from information_schema.keywords where word rlike" + " '^[a-z_0-9]+$'")) {
                while (rows.next()) {
                    words.add(rows.getString(1));
                }
            }
            assertThat(words).hasSizeGreaterThan(600);
            for (String word : words) {
                String name = SqlName.written(word, SqlDialect.MARIADB);
                statement.execute("create table " + name + " (" + name + " int)");
                statement.execute("select x." + name + " as " + name + ", " + name + " from " + name + " x");
                statement.execute("select 1 from (select 1) " + name);
                statement.execute("drop table " + name);
            }
        }
    }

    private static List<String> words(TestDatabase database, String which) throws SQLException {
        List<String> words = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select word from pg_get_keywords() where " + which)) {
            while (rows.next()) {
                words.add(rows.getString(1));
            }
        }
        return words;
    }
}
