package io.cpni.autoconfigure;

import io.cpni.sql.GuardedDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Looks, once all is built, whether the facts stand beside the data of every guarded data source. Conditions on rows are
 * joined in the same statement: tables of the same name that nobody fills would say of every customer that nothing is known,
 * and of those who opted out that they did not. So a mark is written where the facts are, and has to be found again.
 *
 * <p>It looks also whether connections are handed out such that each statement sees the facts of its moment.
 */
final class FactsBesideData implements SmartInitializingSingleton {

    private final ListableBeanFactory beans;
    private final DataSourceGuards guards;
    private final FactStores facts;
    private final String node;

    FactsBesideData(ListableBeanFactory beans, DataSourceGuards guards, FactStores facts, String node) {
        this.beans = beans;
        this.guards = guards;
        this.facts = facts;
        this.node = node;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<String, DataSource> guarded = beans.getBeansOfType(DataSource.class);
        guarded.values().removeIf(dataSource -> !(dataSource instanceof GuardedDataSource));
        guarded.forEach((name, dataSource) -> requireReadCommitted(name, guards.raw(dataSource)));
        guarded.values().removeIf(this::isWhereTheFactsAre);
        if (guarded.isEmpty()) {
            return;
        }
        String mark = UUID.randomUUID().toString();
        write(mark);
        guarded.forEach((name, dataSource) -> requireMark(name, guards.raw(dataSource), mark, "cpni_facts_mark"));
    }

    @SuppressWarnings("ReferenceEquality") // the very same one
    private boolean isWhereTheFactsAre(DataSource dataSource) {
        return guards.raw(dataSource) == facts.raw();
    }

    private static void requireReadCommitted(String name, DataSource raw) {
        try (Connection connection = raw.getConnection()) {
            if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED
                    && !isMadeSo(connection)) {
                throw new IsolationException(name);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the data source " + name + " does not say at which isolation it works", e);
        }
    }

    /** On MariaDB the gate makes each connection READ COMMITTED itself. */
    private static boolean isMadeSo(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equalsIgnoreCase("MariaDB");
    }

    private void write(String mark) {
        try (Connection connection = facts.raw().getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from cpni_facts_mark where node = ?");
                PreparedStatement insert =
                        connection.prepareStatement("insert into cpni_facts_mark (node, mark) values (?, ?)")) {
            delete.setString(1, node);
            delete.executeUpdate();
            insert.setString(1, node);
            insert.setString(2, mark);
            insert.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("no mark can be written into the tables of facts", e);
        }
    }

    /** Looks whether a reader's views are asked facts of the same place, by the mark as the wall shows it. */
    void requireBehindWall(String name, DataSource raw, String wallSchema) {
        requireReadCommitted(name, raw);
        String mark = UUID.randomUUID().toString();
        write(mark);
        requireMark(name, raw, mark, wallSchema + ".facts_mark");
    }

    private void requireMark(String name, DataSource raw, String mark, String relation) {
        try (Connection connection = raw.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select mark from " + relation + " where node = ?")) {
            query.setString(1, node);
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next() || !rows.getString(1).equals(mark)) {
                    throw new FactsElsewhereException(name, null);
                }
            }
        } catch (SQLException e) {
            throw new FactsElsewhereException(name, e);
        }
    }
}
