package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import io.cpni.sql.RowSecurityUse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What the settings say of a use. */
class WallUsesTest {

    private static final String USES = "cpni.second-wall.uses.";

    private static List<RowSecurityUse> uses(Map<String, String> settings, RowSecurityUse... beans) {
        return WallUses.of(
                new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("cpni", CpniProperties.class),
                List.of(beans));
    }

    @Test
    void aUseIsOfTrainedStaffUnlessSaid() {
        RowSecurityUse use = uses(Map.of(
                        "cpni.second-wall.key",
                        "hush",
                        USES + "billing.roles",
                        "billing,clerk",
                        USES + "billing.purpose",
                        "BILL_COLLECT"))
                .get(0);

        assertThat(use.name()).isEqualTo("billing");
        assertThat(use.behindGate()).isFalse();
        assertThat(use.context().purpose()).isEqualTo(Purpose.BILL_COLLECT);
        assertThat(use.context().recipient().kind()).isEqualTo(RecipientKind.STAFF);
        assertThat(use.context().subject()).isEmpty();
        Accessor accessor = use.context().accessor();
        assertThat(accessor.roles()).containsExactlyInAnyOrder("billing", "clerk");
        assertThat(accessor.isTrainedAt(Instant.parse("2090-01-01T00:00:00Z"))).isTrue();
        assertThat(accessor.customer()).isEmpty();
        assertThat(accessor.sales()).isFalse();
    }

    @Test
    void whatIsSaidOfAUseCounts() {
        RowSecurityUse use = uses(Map.of(
                        "cpni.carrier.sales-roles",
                        "sales",
                        "cpni.second-wall.key",
                        "hush",
                        USES + "own.roles",
                        "sales",
                        USES + "own.purpose",
                        "CUSTOMER_ACCESS",
                        USES + "own.recipient",
                        "CUSTOMER",
                        USES + "own.customers",
                        "true",
                        USES + "own.subject",
                        "true",
                        USES + "own.behind-gate",
                        "true"))
                .get(0);

        assertThat(use.behindGate()).isTrue();
        assertThat(use.context().recipient().kind()).isEqualTo(RecipientKind.CUSTOMER);
        assertThat(use.context().subject()).isPresent();
        assertThat(use.context().accessor().customer()).isPresent();
        assertThat(use.context().accessor().trainedUntil()).isEmpty();
        assertThat(use.context().accessor().sales()).isTrue();
    }

    @Test
    void beansAreUsesTooAndWithoutAnyNobodyWouldSeeAnything() {
        RowSecurityUse bean = new RowSecurityUse(
                "other",
                AccessContext.of(Accessor.staff("x", Set.of(), Instant.parse("2199-01-01T00:00:00Z")), Purpose.PROTECT)
                        .build());

        assertThat(uses(Map.of("cpni.second-wall.key", "hush"), bean)).containsExactly(bean);
        assertThatThrownBy(() -> uses(Map.of("cpni.second-wall.key", "hush")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cpni.second-wall.uses");
    }
}
