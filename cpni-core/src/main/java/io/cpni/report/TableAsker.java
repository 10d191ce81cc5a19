package io.cpni.report;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.approval.ApprovalState;
import io.cpni.decision.AccessRequest;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.RuleSet;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts the questions of a decision table to an engine. */
final class TableAsker {

    /** No answer depends on the instant: nothing in a situation begins or expires, but for training that did long ago. */
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private static final String ROLE = "knows";

    private final DecisionEngine engine;
    private final CarrierSettings carrier;

    TableAsker(RuleSet rules, CarrierSettings carrier) {
        this.engine = new DecisionEngine(rules, Grants.of(List.of(everything())), carrier);
        this.carrier = carrier;
    }

    AccessRequest request(TableSituation situation, RecipientKind recipient, DataCategory category) {
        Accessor accessor = new Accessor(
                "reader",
                situation.needsToKnow() ? Set.of(ROLE) : Set.of(),
                situation.trained() ? Optional.of(Instant.MAX) : Optional.of(Instant.MIN),
                Optional.empty(),
                situation.sales());
        AccessContext.Builder context = AccessContext.of(accessor, situation.purpose())
                .recipient(
                        recipient == RecipientKind.STAFF
                                ? Recipient.staff()
                                : Recipient.named(recipient, recipient.name()))
                .subject(TableCustomer.ID);
        situation.context().accept(context);
        return new AccessRequest(context.build(), Operation.READ, List.of(situation.item(category, carrier)), false);
    }

    Decision ask(AccessRequest request, TableSituation situation, ApprovalState state) {
        return engine.decide(request, new TableCustomer(state, situation.taken(), situation.flags()), AT);
    }

    private static Grant everything() {
        return new Grant(
                ROLE,
                EnumSet.allOf(Purpose.class),
                EnumSet.allOf(DataCategory.class),
                EnumSet.of(Operation.READ),
                GrantScope.ALL,
                Set.of());
    }
}
