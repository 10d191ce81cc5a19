package io.cpni.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.label.DataCategory;
import io.cpni.label.TableLabels;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether a context may use customer data, and plans the same for a whole table.
 *
 * <p>Safe for many threads. The decisions for a context are worked out once and kept, in a bounded cache, as a tree over
 * the facts of customers; neither the accessor's name nor the instant is part of it.
 */
public final class DecisionEngine {

    private static final int CACHED = 10_000;

    private final RuleSet rules;
    private final Grants grants;
    private final CarrierSettings carrier;
    private final Cache<TreeKey, PlanTree> trees =
            Caffeine.newBuilder().maximumSize(CACHED).build();
    private final Cache<PlanKey, AccessPlan> plans =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    /** What of a context, beside the data, a decision depends on. */
    private record ContextKey(
            AccessContext.Circumstances circumstances,
            Set<String> roles,
            boolean trained,
            boolean isCustomer,
            Operation operation) {

        static ContextKey of(AccessContext context, Operation operation, Instant instant) {
            Accessor accessor = context.accessor();
            return new ContextKey(
                    context.circumstances(),
                    accessor.roles(),
                    accessor.isTrainedAt(instant),
                    accessor.customer().isPresent(),
                    operation);
        }
    }

    private record TreeKey(ContextKey context, DataCategory category) {}

    private record PlanKey(ContextKey context, TableLabels table) {}

    /** Creates an engine. */
    public DecisionEngine(RuleSet rules, Grants grants, CarrierSettings carrier) {
        this.rules = rules;
        this.grants = grants;
        this.carrier = carrier;
    }

    /** Returns the rules in force. */
    public RuleSet rules() {
        return rules;
    }

    /**
     * Decides for one customer. Each category is decided; the first denial, in the order of {@link DataCategory}, denies
     * all (R-GEN-4).
     *
     * @param request what is asked
     * @param facts the facts about the customer at the instant
     * @param instant the instant of the decision
     */
    public Decision decide(AccessRequest request, CustomerFacts facts, Instant instant) {
        PlanTree.FactLookup lookup =
                new CustomerFactLookup(facts, request.context().accessor());
        ContextKey context = ContextKey.of(request.context(), request.operation(), instant);
        Map<DataCategory, Decision> decisions = new EnumMap<>(DataCategory.class);
        for (DataCategory category : request.categories()) {
            decisions.put(category, tree(context, category).decide(lookup));
        }
        return Decisions.combine(decisions.values());
    }

    /**
     * Plans for all customers at once.
     *
     * @param context who asks, why and for whom
     * @param operation what is to be done
     * @param table the table
     * @param instant the instant for which training must be current
     * @return the plan; the very same object as long as nothing it depends on has changed
     */
    public AccessPlan plan(AccessContext context, Operation operation, TableLabels table, Instant instant) {
        PlanKey key = new PlanKey(ContextKey.of(context, operation, instant), table);
        return plans.get(key, k -> new Planner(table, category -> tree(k.context(), category)).plan());
    }

    private PlanTree tree(ContextKey context, DataCategory category) {
        return trees.get(new TreeKey(context, category), this::grow);
    }

    private PlanTree grow(TreeKey key) {
        ContextKey context = key.context();
        return PlanTree.grow(open -> rules.decide(new OpenFacts(
                context.circumstances(),
                context.roles(),
                context.trained(),
                context.isCustomer(),
                context.operation(),
                key.category(),
                grants,
                carrier,
                open)));
    }
}
