package io.cpni.examples.voip.demo;

import io.cpni.examples.voip.rating.ServicePlan;
import java.util.Objects;

/**
 * Offers a service plan.
 *
 * @param plan what it costs and includes, in US dollars
 * @param category the service category it belongs to
 * @param kind whom it is offered to
 * @param ratingPlanId the rating plan of {@link DemoTariffs} its calls are charged by
 * @param addOn whether it is had beside another plan only
 */
public record DemoPlan(
        ServicePlan plan, DemoServiceCategory category, CustomerKind kind, String ratingPlanId, boolean addOn) {

    public DemoPlan {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(ratingPlanId, "ratingPlanId");
    }

    /** Returns the plan's id. */
    public String id() {
        return plan.id();
    }
}
