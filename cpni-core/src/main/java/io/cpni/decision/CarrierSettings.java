package io.cpni.decision;

import io.cpni.purpose.ServiceCategory;
import java.util.Set;

/**
 * Holds what rules need to know about the carrier itself.
 *
 * @param provides the categories of service the carrier sells; not empty
 * @param optOutBlocksAllCpniMarketing whether an opt-out also ends marketing within subscribed categories, which the law
 *     would permit without approval
 * @param minimumAggregateGroup the number of customers below which a group is not aggregate data; at least 2
 * @param simRules whether 64.2010(h) on SIM changes is enforced, which had no compliance date yet (R-SIM-STATUS)
 */
public record CarrierSettings(
        Set<ServiceCategory> provides,
        boolean optOutBlocksAllCpniMarketing,
        int minimumAggregateGroup,
        boolean simRules) {

    /** The default number of customers below which a group is not aggregate data. */
    public static final int DEFAULT_MINIMUM_AGGREGATE_GROUP = 20;

    /** Checks the parts and copies the categories. */
    public CarrierSettings {
        provides = Set.copyOf(provides);
        if (provides.isEmpty()) {
            throw new IllegalArgumentException("provides: a carrier sells at least one category of service");
        }
        if (minimumAggregateGroup < 2) {
            throw new IllegalArgumentException("minimumAggregateGroup must be at least 2");
        }
    }

    /** Returns the settings of a VoIP carrier with the strict defaults. */
    public static CarrierSettings voip() {
        return new CarrierSettings(Set.of(ServiceCategory.VOIP), true, DEFAULT_MINIMUM_AGGREGATE_GROUP, true);
    }
}
