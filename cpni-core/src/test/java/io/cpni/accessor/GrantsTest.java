package io.cpni.accessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrantsTest {

    private static final Grant BILLING = new Grant(
            "billing",
            Set.of(Purpose.BILL_COLLECT, Purpose.PROTECT),
            Set.of(DataCategory.CALL_DETAIL, DataCategory.BILLING),
            Set.of(Operation.READ, Operation.UPDATE),
            GrantScope.ALL,
            Set.of());
    private static final Grant CARE = new Grant(
            "csr",
            Set.of(Purpose.PROVIDE_SERVICE),
            Set.of(DataCategory.CALL_DETAIL),
            Set.of(Operation.READ),
            GrantScope.ASSIGNED,
            Set.of(MaskStyle.TELEPHONE_NUMBER));

    @Test
    void theIndexFindsExactlyWhatAScanFinds() {
        Grants grants = Grants.of(List.of(BILLING, CARE));

        for (Set<String> roles : List.<Set<String>>of(
                Set.of(), Set.of("billing"), Set.of("csr"), Set.of("billing", "csr"), Set.of("other", "csr"))) {
            for (Purpose purpose : Purpose.values()) {
                for (DataCategory category : DataCategory.values()) {
                    for (Operation operation : Operation.values()) {
                        List<Grant> expected = grants.all().stream()
                                .filter(grant -> roles.contains(grant.role())
                                        && grant.purposes().contains(purpose)
                                        && grant.categories().contains(category)
                                        && grant.operations().contains(operation))
                                .toList();
                        assertThat(grants.matching(roles, purpose, category, operation))
                                .containsExactlyInAnyOrderElementsOf(expected);
                    }
                }
            }
        }
    }

    @Test
    void severalRolesAndSeveralGrantsOfARoleAddUp() {
        Grant same = new Grant(
                "csr",
                Set.of(Purpose.BILL_COLLECT),
                Set.of(DataCategory.BILLING),
                Set.of(Operation.READ),
                GrantScope.OWN,
                Set.of());
        Grant more = new Grant(
                "csr",
                Set.of(Purpose.BILL_COLLECT),
                Set.of(DataCategory.BILLING),
                Set.of(Operation.READ),
                GrantScope.ASSIGNED,
                Set.of());
        Grants grants = Grants.of(List.of(BILLING, same, more));

        assertThat(grants.matching(
                        Set.of("billing", "csr"), Purpose.BILL_COLLECT, DataCategory.BILLING, Operation.READ))
                .containsExactlyInAnyOrder(BILLING, same, more);
    }

    @Test
    void aLookupLooksAtItsOwnGrantsOnlyHoweverManyThereAre() {
        for (int others : List.of(9, 9_999)) {
            List<Grant> all = new ArrayList<>(List.of(BILLING));
            for (int i = 0; i < others; i++) {
                all.add(grant("role" + i, Set.of(Purpose.AUDIT), Set.of(DataCategory.BILLING), READ));
            }
            Grants grants = Grants.of(all);

            List<Grant> found = find(grants, "billing");

            // The list is the very one that was made with the index: the lookup has gone through nothing to make it.
            assertThat(found).containsExactly(BILLING).isSameAs(find(grants, "billing"));
            assertThat(find(grants, "nobody")).isSameAs(find(grants, "no one"));
        }
    }

    private static List<Grant> find(Grants grants, String role) {
        return grants.matching(Set.of(role), Purpose.BILL_COLLECT, DataCategory.BILLING, Operation.READ);
    }

    @Test
    void rolesCompareExactly() {
        Grants grants = Grants.of(List.of(BILLING));

        assertThat(grants.matching(
                        Set.of("Billing", "ROLE_billing"), Purpose.BILL_COLLECT, DataCategory.BILLING, Operation.READ))
                .isEmpty();
    }

    @Test
    void whatIsGivenIsCopied() {
        List<Grant> given = new ArrayList<>(List.of(BILLING));
        Grants grants = Grants.of(given);
        given.add(CARE);

        assertThat(grants.all()).containsExactly(BILLING);
        assertThatThrownBy(() -> grants.all().add(CARE)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(
                        () -> grants.matching(Set.of("billing"), Purpose.PROTECT, DataCategory.BILLING, Operation.READ)
                                .clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aGrantSaysWhoWhyWhatAndHow() {
        assertRefused("role", () -> grant(" ", Set.of(Purpose.AUDIT), Set.of(DataCategory.BILLING), READ));
        assertRefused("purposes", () -> grant("x", Set.of(), Set.of(DataCategory.BILLING), READ));
        assertRefused("categories", () -> grant("x", Set.of(Purpose.AUDIT), Set.of(), READ));
        assertRefused("operations", () -> grant("x", Set.of(Purpose.AUDIT), Set.of(DataCategory.BILLING), Set.of()));
    }

    private static final Set<Operation> READ = Set.of(Operation.READ);

    private static Grant grant(String role, Set<Purpose> purposes, Set<DataCategory> data, Set<Operation> operations) {
        return new Grant(role, purposes, data, operations, GrantScope.ALL, Set.of());
    }

    private static void assertRefused(String component, Runnable construction) {
        assertThatThrownBy(construction::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(component);
    }
}
