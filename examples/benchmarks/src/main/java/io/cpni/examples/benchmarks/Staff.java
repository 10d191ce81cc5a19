package io.cpni.examples.benchmarks;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.decision.AccessRequest;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.DecisionEngine;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import io.cpni.rule.FccRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The policy as this library has it: grants for what staff need to know; for the rest, the law. */
final class Staff {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    /** Opt-outs bind where the law says so; our stricter promise, on by default, is not part of the policy. */
    static final CarrierSettings CARRIER = new CarrierSettings(Set.of(ServiceCategory.VOIP), false, 20, true);

    private static final Instant TRAINED_UNTIL = Instant.parse("2027-06-30T00:00:00Z");

    private Staff() {}

    /** Returns an engine with all rules of the law, and so many grants. */
    static DecisionEngine engine(int grants) {
        return new DecisionEngine(FccRules.current(), grants(grants), CARRIER);
    }

    /** Returns the policy's three grants, among others for roles that nobody here has. */
    static Grants grants(int count) {
        List<Grant> grants = new ArrayList<>();
        grants.add(grant("billing", Purpose.BILL_COLLECT, DataCategory.CALL_DETAIL, GrantScope.ALL));
        grants.add(grant("marketing", Purpose.MARKET, DataCategory.USAGE, GrantScope.ALL));
        grants.add(grant("csr", Purpose.PROVIDE_SERVICE, DataCategory.CALL_DETAIL, GrantScope.ASSIGNED));
        Purpose[] purposes = Purpose.values();
        while (grants.size() < count) {
            int number = grants.size();
            grants.add(grant(
                    "role-" + number, purposes[number % purposes.length], DataCategory.CALL_DETAIL, GrantScope.ALL));
        }
        return Grants.of(grants);
    }

    private static Grant grant(String role, Purpose purpose, DataCategory category, GrantScope scope) {
        return new Grant(role, Set.of(purpose), Set.of(category), Set.of(Operation.READ), scope, Set.of());
    }

    static Accessor accessor(Question question) {
        return Accessor.staff("ann", Set.of(question.role()), TRAINED_UNTIL);
    }

    static AccessContext context(Question question, Accessor accessor) {
        AccessContext.Builder context = AccessContext.of(accessor, question.purpose());
        if (question.purpose() == Purpose.MARKET) {
            context.offer(offer(question.offered()));
        }
        return context.build();
    }

    static AccessRequest request(Question question) {
        return AccessRequest.of(context(question, accessor(question)), Operation.READ, Set.of(question.category()));
    }

    private static Offer offer(Set<ServiceCategory> offered) {
        Set<OfferPart> parts = EnumSet.noneOf(OfferPart.class);
        offered.forEach(category -> parts.add(OfferPart.valueOf(category.name())));
        return new Offer(parts);
    }
}
