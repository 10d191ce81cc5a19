package io.cpni.examples.voip.demo;

import static io.cpni.examples.voip.demo.CustomerKind.BUSINESS;
import static io.cpni.examples.voip.demo.CustomerKind.RESIDENTIAL;
import static io.cpni.examples.voip.demo.DemoServiceCategory.CMRS;
import static io.cpni.examples.voip.demo.DemoServiceCategory.INTEREXCHANGE;
import static io.cpni.examples.voip.demo.DemoServiceCategory.LOCAL;
import static io.cpni.examples.voip.demo.DemoServiceCategory.VOIP;

import io.cpni.examples.voip.rating.PlanAllowance;
import io.cpni.examples.voip.rating.ServicePlan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** Lists the plans the demo carrier sells. */
final class DemoPlans {

    private static final Set<String> HOME_COUNTRY =
            Set.of("DST_US", "DST_CANADA", "DST_PUERTO_RICO", "DST_ALASKA_AND_HAWAII");
    private static final Set<String> WORLD =
            Set.of("DST_MEXICO", "DST_UK", "DST_GERMANY", "DST_INDIA", "DST_FRANCE", "DST_AUSTRALIA", "DST_JAPAN");

    static final List<DemoPlan> ALL = List.of(
            plan("LOCAL-LINE", "Local Line", LOCAL, RESIDENTIAL, "14.95", 0, Set.of(), false),
            plan("LOCAL-PLUS", "Local Line Plus", LOCAL, RESIDENTIAL, "24.95", 300, HOME_COUNTRY, false),
            plan("VOIP-HOME", "Home Voice", VOIP, RESIDENTIAL, "19.95", 1000, HOME_COUNTRY, false),
            plan("MOBILE-ONE", "Mobile One", CMRS, RESIDENTIAL, "29.00", 1200, HOME_COUNTRY, false),
            plan("LD-WORLD", "World Saver", INTEREXCHANGE, RESIDENTIAL, "6.95", 60, WORLD, true),
            plan("VOIP-OFFICE", "Office Voice", VOIP, BUSINESS, "34.95", 2000, HOME_COUNTRY, false),
            plan("MOBILE-TEAM", "Mobile Team", CMRS, BUSINESS, "24.00", 1500, HOME_COUNTRY, false),
            plan("LD-BUSINESS", "Business Long Distance", INTEREXCHANGE, BUSINESS, "19.00", 200, WORLD, true));

    private DemoPlans() {}

    /** Returns the plans of a kind that stand alone, or those that are had beside one. */
    static List<DemoPlan> of(CustomerKind kind, boolean addOn) {
        return ALL.stream()
                .filter(plan -> plan.kind() == kind && plan.addOn() == addOn)
                .toList();
    }

    private static DemoPlan plan(
            String id,
            String name,
            DemoServiceCategory category,
            CustomerKind kind,
            String price,
            int minutes,
            Set<String> destinations,
            boolean addOn) {
        PlanAllowance allowance = minutes == 0 ? PlanAllowance.NONE : new PlanAllowance(minutes, destinations);
        String ratingPlan = kind == BUSINESS ? DemoTariffs.BUSINESS_PLAN : DemoTariffs.RESIDENTIAL_PLAN;
        return new DemoPlan(
                new ServicePlan(id, name, new BigDecimal(price), allowance), category, kind, ratingPlan, addOn);
    }
}
