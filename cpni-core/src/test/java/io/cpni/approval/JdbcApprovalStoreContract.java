package io.cpni.approval;

import static io.cpni.approval.Histories.OWN_MARKETING;
import static io.cpni.approval.Histories.at;
import static io.cpni.approval.Histories.email;
import static io.cpni.approval.Histories.optOut;
import static io.cpni.approval.Histories.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.jdbc.SqlInstants;
import io.cpni.jdbc.TestDatabase;
import io.cpni.purpose.RecipientKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the store does on every database, and what statements find in its tables. */
abstract class JdbcApprovalStoreContract extends ApprovalStoreContract {

    private final CustomerKeyType keyType;
    private final TestDatabase database;
    private final ApprovalStore store;
    private final ApprovalStore otherNode;

    JdbcApprovalStoreContract(CustomerKeyType keyType, TestDatabase database) {
        this.keyType = keyType;
        this.database = database;
        this.store = new JdbcApprovalStore(database.dataSource(), keyType);
        this.otherNode = new JdbcApprovalStore(database.dataSource(), keyType);
    }

    @Override
    protected ApprovalStore store() {
        return store;
    }

    @Override
    protected ApprovalStore otherNode() {
        return otherNode;
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void conditionsOnStatesAreConditionsOnIds() throws SQLException {
        Random random = new Random(99);
        List<CustomerId> customers =
                IntStream.rangeClosed(1, 15).mapToObj(this::customer).toList();
        for (CustomerId customer : customers) {
            store.appendAll(customer, RandomScopes.history(random));
        }
        ApprovalScopes scopes = otherNode.refreshScopes();

        for (int i = 0; i < 300; i++) {
            CustomerId customer = RandomScopes.pick(random, customers);
            ApprovalAsk ask = RandomScopes.ask(random);
            Instant instant = RandomScopes.instant(random);
            Set<ApprovalState> states = EnumSet.noneOf(ApprovalState.class);
            for (ApprovalState state : ApprovalState.values()) {
                if (random.nextBoolean()) {
                    states.add(state);
                }
            }

            assertThat(isInOneOf(states, customer, scopes, ask, instant))
                    .isEqualTo(states.contains(store.stateAt(customer, ask, instant)));
        }
    }

    @Test
    void conditionsOnPreferencesAndCallsAreConditionsOnRows() throws SQLException {
        Random random = new Random(41);
        List<CustomerId> customers =
                IntStream.rangeClosed(1, 15).mapToObj(this::customer).toList();
        for (CustomerId customer : customers) {
            store.appendAll(customer, RandomScopes.history(random));
            store.appendAll(
                    customer,
                    RandomScopes.history(random).stream()
                            .filter(event -> event.kind() == ApprovalEvent.Kind.PREFERENCE)
                            .toList());
        }
        for (int i = 0; i < 300; i++) {
            CustomerId customer = RandomScopes.pick(random, customers);
            Instant at = RandomScopes.instant(random);
            CustomerPreferences preferences = store.preferencesAt(customer, at);

            for (String number : List.of("line1", "line2", "line3")) {
                String here = "f.flag = 'DO_NOT_CALL' AND f.contact_id = '" + number + "'";
                String all = "f.flag = 'DO_NOT_CALL' AND f.contact_id = '*'";
                assertThat(exists("cpni_approval_flag", here + " AND f.refused", customer, at)
                                || (exists("cpni_approval_flag", all + " AND f.refused", customer, at)
                                        && !exists("cpni_approval_flag", here + " AND NOT f.refused", customer, at)))
                        .isEqualTo(preferences.refusesCallsTo(new ContactId(number)));
            }
            assertThat(exists("cpni_approval_flag", "f.flag = 'DO_NOT_CALL' AND f.refused", customer, at))
                    .isEqualTo(preferences.refusesSomeCalls());
            assertThat(exists("cpni_approval_flag", "f.flag = 'MARKETING_CONTACT' AND f.refused", customer, at))
                    .isEqualTo(preferences.refusesMarketingContact());
            assertThat(exists("cpni_approval_one_time", "f.basis = 'ORAL_NOTICE'", customer, at))
                    .isEqualTo(store.oneTimeAt(customer, at).contains(OneTimeBasis.ORAL_NOTICE));
        }
    }

    @Test
    void anIdThatANodeDoesNotKnowFailsBothConditions() throws SQLException {
        ApprovalScopes stale = otherNode.scopes();
        store.append(customer(1), email("n1", "2026-05-05T12:00").build());
        Instant later = at("2026-07-01T12:00");

        assertThat(store.stateAt(customer(1), OWN_MARKETING, later)).isEqualTo(ApprovalState.DEEMED);
        assertThat(isInOneOf(EnumSet.of(ApprovalState.DEEMED), customer(1), stale, OWN_MARKETING, later))
                .isFalse();
        assertThat(isInOneOf(EnumSet.of(ApprovalState.NONE), customer(1), stale, OWN_MARKETING, later))
                .isFalse();
        assertThat(isInOneOf(
                        EnumSet.of(ApprovalState.DEEMED), customer(1), otherNode.refreshScopes(), OWN_MARKETING, later))
                .isTrue();
    }

    @Test
    void aScopeCellOfANewerVersionIsLeftUnknown() throws SQLException {
        store.append(customer(1), optOut("2026-05-05T12:00"));
        Instant later = at("2026-07-01T12:00");
        database.execute("INSERT INTO cpni_approval_scope (digest, definition) VALUES ('x', 'recipients=MARTIANS')");
        database.execute("INSERT INTO cpni_approval_interval (customer_id, scope_id, state, valid_from, valid_to)"
                + " SELECT i.customer_id, s.scope_id, 'OPTED_OUT', i.valid_from, i.valid_to"
                + " FROM cpni_approval_interval i, cpni_approval_scope s WHERE s.digest = 'x'");

        ApprovalScopes scopes = store.refreshScopes();

        assertThat(scopes.version()).isEqualTo(2);
        assertThat(scopes.covering(OWN_MARKETING)).hasSize(1);
        assertThat(scopes.notCovering(OWN_MARKETING)).isEmpty();
        assertThat(isInOneOf(EnumSet.of(ApprovalState.NONE), customer(1), scopes, OWN_MARKETING, later))
                .isFalse();
        assertThatThrownBy(() -> store.stateAt(customer(1), OWN_MARKETING, later))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("update this node");
    }

    @Test
    void aLedgerOfANewerVersionIsNotGuessedAt() {
        store.append(customer(1), optOut("2026-05-05T12:00"));
        database.execute("UPDATE cpni_approval_event SET kind = 'REVELATION'");

        assertThatThrownBy(() -> store.append(customer(1), optOut("2026-05-06T12:00")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("update this node");
        assertThatThrownBy(() -> store.events(customer(1))).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aRolledBackAppendLeavesNoScopesBehind() {
        Instant later = at("2026-07-01T12:00");
        store.scopes();
        database.execute("ALTER TABLE cpni_approval_interval ADD CONSTRAINT no_rows CHECK (state = 'NONE')");
        assertThatThrownBy(() -> store.append(customer(1), optOut("2026-05-05T12:00", to(RecipientKind.AGENT))))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("append to the ledger");
        assertThat(store.events(customer(1))).isEmpty();
        assertThat(store.scopes().version()).isZero();
        database.execute("ALTER TABLE cpni_approval_interval DROP CONSTRAINT no_rows");

        store.append(customer(1), optOut("2026-05-05T12:00", to(RecipientKind.AGENT)));

        assertThat(store.stateAt(customer(1), Histories.ask(RecipientKind.AGENT, "A"), later))
                .isEqualTo(ApprovalState.OPTED_OUT);
    }

    @Test
    void aMissingTableIsExplained() {
        database.execute("DROP TABLE cpni_approval_interval");

        assertThatThrownBy(() -> store.stateAt(customer(1), OWN_MARKETING, at("2026-07-01T12:00")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("fact tables are missing")
                .hasMessageNotContaining(customer(1).value() + " ");
    }

    private boolean exists(String table, String condition, CustomerId customer, Instant at) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT CASE WHEN EXISTS (SELECT 1 FROM " + table
                                + " f WHERE f.customer_id = ? AND f.valid_from <= ? AND f.valid_to > ? AND " + condition
                                + ") THEN 1 ELSE 0 END")) {
            statement.setObject(1, keyType.toDatabaseValue(customer));
            SqlInstants.set(statement, 2, at);
            SqlInstants.set(statement, 3, at);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1) == 1;
            }
        }
    }

    /** Asks the database as the gate does. */
    private boolean isInOneOf(
            Set<ApprovalState> states, CustomerId customer, ApprovalScopes scopes, ApprovalAsk ask, Instant at)
            throws SQLException {
        boolean withNone = states.contains(ApprovalState.NONE);
        String ids = (withNone ? scopes.notCovering(ask) : scopes.covering(ask))
                .stream().map(String::valueOf).collect(Collectors.joining(","));
        String named = states.stream().map(state -> "'" + state + "'").collect(Collectors.joining(","));
        String inForce = "EXISTS (SELECT 1 FROM cpni_approval_interval i WHERE i.customer_id = ?"
                + " AND i.scope_id " + (withNone ? "NOT " : "") + "IN (" + (ids.isEmpty() ? "-1" : ids) + ")"
                + " AND i.state " + (withNone ? "NOT " : "") + "IN (" + (named.isEmpty() ? "''" : named) + ")"
                + " AND i.valid_from <= ? AND i.valid_to > ?)";
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT CASE WHEN " + (withNone ? "NOT " : "") + inForce + " THEN 1 ELSE 0 END")) {
            statement.setObject(1, keyType.toDatabaseValue(customer));
            SqlInstants.set(statement, 2, at);
            SqlInstants.set(statement, 3, at);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1) == 1;
            }
        }
    }
}
