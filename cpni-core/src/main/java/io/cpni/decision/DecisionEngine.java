package io.cpni.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.GrantSource;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.label.DataCategory;
import io.cpni.label.TableLabels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Decides whether a context may use customer data, and plans the same for a whole table.
 *
 * <p>Safe for many threads. The decisions for a context are worked out once and kept, in a bounded cache, as a tree over
 * the facts of customers; neither the accessor's name nor the instant is part of it. To decide again for a context and one
 * piece of data makes no object, whatever the number of grants. All that is kept belongs to the grants it was worked out
 * for: when they change, one decision is made wholly under the old ones, the next wholly under the new.
 */
public final class DecisionEngine {

    private static final int CACHED = 10_000;

    /** An act without data is judged by who the customer is, which it cannot do without. */
    private static final List<DataItem> NO_DATA = List.of(DataItem.of(DataCategory.IDENTITY));

    private final RuleSet rules;
    private final GrantSource grants;
    private final CarrierSettings carrier;
    private volatile Generation current = new Generation(Grants.of(List.of()), cache());

    /**
     * What is kept for the grants of a time.
     *
     * @param before the plans under the grants before, which a plan that comes out the same is taken from: those who
     *     compare plans by identity need not notice a change that does not concern them
     */
    private record Generation(
            Grants grants,
            RecentContexts recent,
            Cache<TreeKey, PlanTree> trees,
            Cache<PlanKey, AccessPlan> plans,
            Cache<PlanKey, AccessPlan> before) {

        Generation(Grants grants, Cache<PlanKey, AccessPlan> before) {
            this(grants, new RecentContexts(), cache(), cache(), before);
        }
    }

    private record TreeKey(ContextKey context, DataCategory category, boolean needed) {}

    /**
     * What a plan is for.
     *
     * @param inGroups whether the rows are used as aggregates only
     */
    private record PlanKey(ContextKey context, TableLabels table, boolean inGroups) {}

    /** Creates an engine with grants that do not change. */
    public DecisionEngine(RuleSet rules, Grants grants, CarrierSettings carrier) {
        this(rules, () -> grants, carrier);
    }

    /** Creates an engine that asks for the grants in force at each decision. */
    public DecisionEngine(RuleSet rules, GrantSource grants, CarrierSettings carrier) {
        this.rules = rules;
        this.grants = grants;
        this.carrier = carrier;
    }

    /** Returns the rules in force. */
    public RuleSet rules() {
        return rules;
    }

    /**
     * Asks for the grants in force without deciding anything, so that a source which reads them does so at this moment and
     * not within the next decision.
     *
     * @throws io.cpni.customer.StoreUnavailableException if they cannot be told
     */
    public void refreshGrants() {
        grants.inForce();
    }

    /**
     * Decides for one customer. Each item is decided; the first denial denies all, unless the caller takes what is left
     * (R-GEN-4).
     *
     * @param request what is asked
     * @param facts the facts about the customer at the instant
     * @param instant the instant of the decision
     * @throws IllegalArgumentException if the instant is before 1996 or after 2200
     * @throws io.cpni.customer.StoreUnavailableException if the grants or a fact cannot be told; access is denied
     */
    public Decision decide(AccessRequest request, CustomerFacts facts, Instant instant) {
        RuleBook.requireCovered("instant", instant);
        Generation generation = generation();
        RecentContexts.Entry context = generation.recent().at(request.context(), request.operation(), instant);
        List<DataItem> items = asked(request);
        return items.size() == 1 && isNeeded(request, context.key(), items.get(0))
                ? decide(generation, context, request.context(), items.get(0), facts)
                : combined(request, context.key(), decideEach(generation, context, request, facts));
    }

    /** Returns what is asked for; an act without data asks for one thing too. */
    private static List<DataItem> asked(AccessRequest request) {
        return request.items().isEmpty() ? NO_DATA : request.items();
    }

    /** Tells whether the purpose needs an item; what an act cannot do without it needs. */
    private static boolean isNeeded(AccessRequest request, ContextKey context, DataItem item) {
        return request.items().isEmpty() || context.needs(item.category());
    }

    private Decision combined(AccessRequest request, ContextKey context, List<Decision> each) {
        List<DataItem> items = asked(request);
        Decisions decisions = new Decisions(rules::place);
        for (int i = 0; i < items.size(); i++) {
            DataItem item = items.get(i);
            decisions.add(each.get(i), isCpni(item), isNeeded(request, context, item));
        }
        return decisions.combined(request.partial());
    }

    private static boolean isCpni(DataItem item) {
        return item.category() != DataCategory.AGGREGATE
                && (item.category().isCpni()
                        || item.category() == DataCategory.OTHER
                        || item.derivedFrom().stream().anyMatch(DataCategory::isCpni));
    }

    /**
     * Decides for one customer, item by item.
     *
     * @return the decisions in the order of the items; one decision if there are none
     * @throws IllegalArgumentException if the instant is before 1996 or after 2200
     * @throws io.cpni.customer.StoreUnavailableException if the grants or a fact cannot be told; access is denied
     */
    public List<Decision> decideEach(AccessRequest request, CustomerFacts facts, Instant instant) {
        RuleBook.requireCovered("instant", instant);
        Generation generation = generation();
        RecentContexts.Entry context = generation.recent().at(request.context(), request.operation(), instant);
        return decideEach(generation, context, request, facts);
    }

    private List<Decision> decideEach(
            Generation generation, RecentContexts.Entry context, AccessRequest request, CustomerFacts facts) {
        List<DataItem> items = asked(request);
        List<Decision> decisions = new ArrayList<>(items.size());
        for (DataItem item : items) {
            decisions.add(decide(generation, context, request.context(), item, facts));
        }
        return decisions;
    }

    /**
     * Explains, for operators, what {@link #decide} answers: which rules were considered with what outcome, which facts
     * they read, and which single fact would change the answer.
     *
     * <p>Runs the rules anew and so takes far longer than a decision. Reads the customer's facts, also those on which only
     * another answer would depend, and changes nothing; no cache neither.
     *
     * @param request what is asked
     * @param facts the facts about the customer at the instant
     * @param instant the instant of the decision
     * @throws IllegalArgumentException if the instant is before 1996 or after 2200
     * @throws io.cpni.customer.StoreUnavailableException if the grants or a fact cannot be told; access is denied
     */
    public DecisionTrace explain(AccessRequest request, CustomerFacts facts, Instant instant) {
        RuleBook.requireCovered("instant", instant);
        Generation generation = generation();
        RecentContexts.Entry context = generation.recent().at(request.context(), request.operation(), instant);
        List<DataItem> items = asked(request);
        List<Decision> decisions = decideEach(generation, context, request, facts);
        Explainer explainer = new Explainer(rules, generation.grants(), carrier);
        List<DecisionTrace.Item> explained = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            DataItem item = items.get(i);
            explained.add(new DecisionTrace.Item(
                    item.category(),
                    decisions.get(i),
                    explainer.explain(context.key(), request.context(), item, judgedAs(item), facts)));
        }
        return new DecisionTrace(combined(request, context.key(), decisions), explained);
    }

    private Decision decide(
            Generation generation,
            RecentContexts.Entry entry,
            AccessContext context,
            DataItem item,
            CustomerFacts facts) {
        boolean needed = entry.key().needs(item.category());
        if (isJudgedAsItself(item)) {
            return tree(generation, entry, item.category(), needed).decide(facts, context, item);
        }
        Decisions decisions = new Decisions(rules::place);
        for (DataCategory category : judgedAs(item)) {
            decisions.add(
                    tree(generation, entry, category, needed).decide(facts, context, item), category.isCpni(), true);
        }
        return decisions.combined(false);
    }

    /** Decides for one category of data and the open facts of one customer and row. */
    Decision decide(
            AccessContext context,
            Operation operation,
            DataCategory category,
            PlanTree.FactLookup open,
            Instant instant) {
        Generation generation = generation();
        RecentContexts.Entry entry = generation.recent().at(context, operation, instant);
        return tree(generation, entry, category, entry.key().needs(category)).decide(open);
    }

    private static boolean isJudgedAsItself(DataItem item) {
        return item.category() != DataCategory.AGGREGATE && item.derivedFrom().isEmpty();
    }

    /**
     * Returns as what an item is judged: what it was derived from (R-TAX-8), then what it is. A group that is too small,
     * or has a row per person, is no aggregate but the data that lies under it (222(h)(2), R-TAX-9).
     */
    private List<DataCategory> judgedAs(DataItem item) {
        if (item.category() == DataCategory.AGGREGATE) {
            if (item.isGroupOf(carrier.minimumAggregateGroup())) {
                return List.of(DataCategory.AGGREGATE);
            }
            return item.derivedFrom().isEmpty()
                    ? List.of(DataCategory.CALL_DETAIL)
                    : item.derivedFrom().stream().sorted().toList();
        }
        List<DataCategory> categories = new ArrayList<>(item.derivedFrom());
        Collections.sort(categories);
        categories.remove(item.category());
        categories.add(item.category());
        return categories;
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
        RuleBook.requireCovered("instant", instant);
        Generation generation = generation();
        RecentContexts.Entry entry = generation.recent().at(context, operation, instant);
        AccessPlan known = entry.plan(table);
        if (known != null) {
            return known;
        }
        AccessPlan plan =
                generation.plans().get(new PlanKey(entry.key(), table, false), key -> plan(generation, entry, key));
        entry.remember(plan);
        return plan;
    }

    /**
     * Plans for reading a table's rows as aggregates only: in groups of at least {@link #minimumAggregateGroup()} customers,
     * with neither identities nor characteristics of single ones (222(h)(2)). Whoever uses the plan has to see to that.
     *
     * @param context who asks, why and for whom
     * @param table the table whose rows are grouped
     * @param instant the instant for which training must be current
     * @return the plan; the very same object as long as nothing it depends on has changed
     */
    public AccessPlan planAggregate(AccessContext context, TableLabels table, Instant instant) {
        RuleBook.requireCovered("instant", instant);
        Generation generation = generation();
        RecentContexts.Entry entry = generation.recent().at(context, Operation.READ, instant);
        return generation.plans().get(new PlanKey(entry.key(), table, true), key -> plan(generation, entry, key));
    }

    /** Returns the number of customers below which a group is not aggregate data. */
    public int minimumAggregateGroup() {
        return carrier.minimumAggregateGroup();
    }

    private AccessPlan plan(Generation generation, RecentContexts.Entry entry, PlanKey key) {
        Planner planner = new Planner(
                key.table(),
                category -> tree(generation, entry, category, entry.key().needs(category)));
        AccessPlan plan = key.inGroups() ? planner.planInGroups() : planner.plan();
        AccessPlan before = generation.before().getIfPresent(key);
        return before != null && before.equals(plan) ? before : plan;
    }

    /** Returns what is kept for the grants in force; whoever finds them changed begins anew for all. */
    private Generation generation() {
        Grants inForce = grants.inForce();
        Generation known = current;
        return isOf(known, inForce) ? known : begin(inForce);
    }

    private synchronized Generation begin(Grants inForce) {
        Generation known = current;
        Generation begun = isOf(known, inForce) ? known : new Generation(inForce, known.plans());
        current = begun;
        return begun;
    }

    @SuppressWarnings("ReferenceEquality") // the source returns the same object as long as nothing has changed
    private static boolean isOf(Generation generation, Grants grants) {
        return generation.grants() == grants;
    }

    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder().maximumSize(CACHED).build();
    }

    private PlanTree tree(Generation generation, RecentContexts.Entry entry, DataCategory category, boolean needed) {
        PlanTree known = entry.tree(category, needed);
        return known == null ? find(generation, entry, category, needed) : known;
    }

    private PlanTree find(Generation generation, RecentContexts.Entry entry, DataCategory category, boolean needed) {
        PlanTree tree = generation
                .trees()
                .get(new TreeKey(entry.key(), category, needed), key -> grow(generation.grants(), key));
        entry.remember(category, needed, tree);
        return tree;
    }

    private PlanTree grow(Grants grants, TreeKey key) {
        return PlanTree.grow(open ->
                alone(rules.decide(OpenFacts.of(key.context(), key.category(), key.needed(), grants, carrier, open))));
    }

    /** Combined once, when the tree grows: a decision that stands alone is then what combining it would give. */
    private Decision alone(Decision decision) {
        Decisions decisions = new Decisions(rules::place);
        decisions.add(decision, true, true);
        return decisions.combined(false);
    }
}
