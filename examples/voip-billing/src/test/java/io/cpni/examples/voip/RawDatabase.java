package io.cpni.examples.voip;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * Leads past the gate, so that a test can tell what is there from what is seen. Its data source is no bean: a bean
 * would be guarded.
 */
@Component
public class RawDatabase {

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;

    RawDatabase(
            @Value("${spring.datasource.url}") String url,
            @Value("${spring.datasource.username}") String username,
            @Value("${spring.datasource.password}") String password) {
        this.dataSource = new DriverManagerDataSource(url, username, password);
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Returns connections that nobody watches. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Returns SQL that nobody watches. */
    public JdbcTemplate sql() {
        return jdbc;
    }

    /** Counts what the query counts. */
    public long count(String query, Object... arguments) {
        Long count = jdbc.queryForObject(query, Long.class, arguments);
        return count == null ? 0 : count;
    }

    /** Counts an account's calls. */
    public long callsOf(long account) {
        return count("select count(*) from call_record where account_id = ?", account);
    }

    /** Returns the first account of a customer. */
    public long accountOf(long customer) {
        return count("select min(id) from account where customer_id = ?", customer);
    }

    /** Returns a telephone number of an account. */
    public String numberOf(long account) {
        return jdbc.queryForObject(
                "select min(number) from telephone_line where account_id = ?", String.class, account);
    }
}
