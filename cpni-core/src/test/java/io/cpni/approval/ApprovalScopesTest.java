package io.cpni.approval;

import static io.cpni.approval.Histories.OWN_MARKETING;
import static io.cpni.approval.Histories.ask;
import static io.cpni.approval.Histories.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.purpose.RecipientKind;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApprovalScopesTest {

    private static final ScopeCell TO_STAFF = new ScopeCell(to(RecipientKind.STAFF), Set.of());
    private static final ScopeCell TO_OTHERS =
            new ScopeCell(ApprovalScope.everything(), Set.of(to(RecipientKind.STAFF)));

    @Test
    void idsAreEitherCoveringOrNot() {
        ApprovalScopes scopes = ApprovalScopes.of(2, Map.of(17, TO_STAFF, 4, TO_OTHERS));

        assertThat(scopes.covering(OWN_MARKETING)).containsExactly(17);
        assertThat(scopes.notCovering(OWN_MARKETING)).containsExactly(4);
        assertThat(scopes.covering(ask(RecipientKind.AGENT, "A"))).containsExactly(4);
    }

    @Test
    void theVersionGrowsWithTheIds() {
        ApprovalScopes one = ApprovalScopes.none().with(Map.of(TO_STAFF, 1));
        ApprovalScopes same = one.with(Map.of(TO_STAFF, 1));
        ApprovalScopes two = one.with(Map.of(TO_STAFF, 1, TO_OTHERS, 2));

        assertThat(one.version()).isEqualTo(1);
        assertThat(same).isSameAs(one);
        assertThat(two.version()).isEqualTo(2);
    }
}
