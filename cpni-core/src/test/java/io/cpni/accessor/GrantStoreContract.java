package io.cpni.accessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.jdbc.TestDatabase;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the store of grants does on every database. */
abstract class GrantStoreContract {

    private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static final Grant CARE = new Grant(
            "csr",
            Set.of(Purpose.PROVIDE_SERVICE),
            Set.of(DataCategory.CALL_DETAIL),
            Set.of(Operation.READ),
            GrantScope.ASSIGNED,
            Set.of(MaskStyle.TELEPHONE_NUMBER, MaskStyle.TEXT));
    private static final Grant BILLING = new Grant(
            "billing",
            Set.of(Purpose.BILL_COLLECT, Purpose.PROTECT),
            Set.of(DataCategory.CALL_DETAIL, DataCategory.BILLING),
            Set.of(Operation.READ, Operation.UPDATE),
            GrantScope.ALL,
            Set.of());

    abstract TestDatabase database();

    private JdbcGrantStore store() {
        return new JdbcGrantStore(database().dataSource());
    }

    @Test
    void aGrantIsInForceInItsHalfOpenPeriod() {
        store().append(CARE, NINE, NOON);

        assertThat(store().inForce(NINE.minusNanos(1000))).isEmpty();
        assertThat(store().inForce(NINE)).containsExactly(new StoredGrant(CARE, NINE, NOON));
        assertThat(store().inForce(NOON.minusNanos(1000))).hasSize(1);
        assertThat(store().inForce(NOON)).isEmpty();
    }

    @Test
    void whatIsReadGivesExactlyWhatWasGranted() {
        store().append(BILLING, NINE, Instant.MAX);
        store().append(CARE, NINE, NOON);
        Grants read =
                Grants.of(store().inForce(TEN).stream().map(StoredGrant::grant).toList());
        Grants given = Grants.of(List.of(BILLING, CARE));

        for (String role : List.of("csr", "billing", "other")) {
            for (Purpose purpose : Purpose.values()) {
                for (DataCategory category : DataCategory.values()) {
                    for (Operation operation : Operation.values()) {
                        Set<String> roles = Set.of(role);
                        assertThat(read.matching(roles, purpose, category, operation))
                                .extracting(Grant::scope, Grant::masks)
                                .containsExactlyElementsOf(given.matching(roles, purpose, category, operation).stream()
                                        .map(grant -> org.assertj.core.groups.Tuple.tuple(grant.scope(), grant.masks()))
                                        .toList());
                    }
                }
            }
        }
    }

    @Test
    void endingTakesEveryCellOfTheGrantAndNoOther() {
        store().append(BILLING, NINE, NOON);
        store().append(CARE, NINE, NOON);

        assertThat(store().end(BILLING, TEN)).isEqualTo(8);

        assertThat(store().inForce(TEN)).extracting(StoredGrant::grant).containsExactly(CARE);
        assertThat(store().inForce(NINE)).hasSize(9);
        assertThat(store().end(BILLING, TEN)).isZero();
    }

    @Test
    void aCellCanBeEndedAlone() {
        store().append(BILLING, NINE, Instant.MAX);
        Grant cell = store().inForce(TEN).get(0).grant();

        assertThat(store().end(cell, TEN)).isEqualTo(1);
        assertThat(store().inForce(TEN))
                .hasSize(7)
                .extracting(StoredGrant::grant)
                .doesNotContain(cell);
    }

    @Test
    void endingEndsWhatWasToBeginLater() {
        store().append(CARE, TEN, NOON);

        assertThat(store().end(CARE, NINE)).isEqualTo(1);
        assertThat(store().inForce(TEN)).isEmpty();
    }

    @Test
    void aRowThatThisVersionDoesNotKnowGrantsNothing() {
        store().append(CARE, NINE, Instant.MAX);
        for (String cells : List.of(
                "'csr', 'NO_SUCH_PURPOSE', 'BILLING', 'READ', 'ALL', ''",
                "'csr', 'AUDIT', 'NO_SUCH_CATEGORY', 'READ', 'ALL', ''",
                "'csr', 'AUDIT', 'BILLING', 'READ', 'ALL', 'NO_SUCH_MASK'",
                "'csr', 'AUDIT', 'BILLING', 'READ', 'no such scope', ''",
                "' ', 'AUDIT', 'BILLING', 'READ', 'ALL', ''")) {
            database()
                    .execute("INSERT INTO cpni_grant (role, purpose, category, operation, scope, masks, valid_from,"
                            + " valid_to) VALUES (" + cells + ", TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00',"
                            + " TIMESTAMP WITH TIME ZONE '2027-01-01 00:00:00+00')");
        }

        assertThat(store().inForce(TEN)).extracting(StoredGrant::grant).containsExactly(CARE);
    }

    @Test
    void aRoleThatDoesNotFitAndAnEmptyPeriodAreRefused() {
        Grant longRole = new Grant(
                "r".repeat(201), CARE.purposes(), CARE.categories(), CARE.operations(), CARE.scope(), Set.of());

        assertThatThrownBy(() -> store().append(longRole, NINE, NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("role");
        assertThatThrownBy(() -> store().append(CARE, NOON, NOON)).isInstanceOf(IllegalArgumentException.class);
    }
}
