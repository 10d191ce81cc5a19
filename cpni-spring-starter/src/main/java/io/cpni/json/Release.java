package io.cpni.json;

import io.cpni.accessor.AccessContext;
import io.cpni.customer.CustomerId;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.ColumnAccess;
import io.cpni.decision.Condition;
import io.cpni.decision.CustomerFacts;
import io.cpni.decision.DataItem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what may be written of one object, as the gate would show its row. For one document. */
final class Release {

    /** Says how a field is written. */
    enum Showing {
        /** As it is. */
        SHOWN,
        /** Masked. */
        MASKED,
        /** Not at all. */
        OMITTED
    }

    private final Document document;
    private final RecordGuard guard;
    private final Object bean;
    private final @Nullable Release around;
    private Optional<CustomerId> customer = Optional.empty();
    private boolean looksForCustomer = true;
    private @Nullable DataItem item;
    private final boolean observed;
    private final boolean permitted;

    Release(Document document, RecordGuard guard, Object bean, @Nullable Release around) {
        this.document = document;
        this.guard = guard;
        this.bean = bean;
        this.around = around;
        this.observed = guard.isLabelled() && document.observes(guard);
        this.permitted = guard.isLabelled()
                && !observed
                && document.plan(guard).filter(plan -> holds(plan.rows())).isPresent();
    }

    @SuppressWarnings("ReferenceEquality") // equal objects may belong to different customers
    boolean isOf(Object other, RecordGuard type) {
        return bean == other && guard == type;
    }

    @SuppressWarnings("ReferenceEquality") // of documents there is no other equality
    boolean isMadeBy(Document other) {
        return document == other;
    }

    Showing showing(GuardedField field) {
        if (observed) {
            return Showing.SHOWN;
        }
        AccessPlan plan = permitted ? document.plan(guard).orElse(null) : null;
        if (plan == null) {
            return Showing.OMITTED;
        }
        boolean shown = field.isCalculated()
                ? guard.fields().stream().allMatch(each -> isShown(plan, each))
                : isShown(plan, field);
        return shown ? Showing.SHOWN : Showing.MASKED;
    }

    /** Tells whether the whole object may be written as it is. */
    boolean isWhole() {
        return showing(GuardedField.CALCULATED) == Showing.SHOWN;
    }

    private boolean isShown(AccessPlan plan, GuardedField field) {
        for (String column : field.columns()) {
            ColumnAccess access = plan.columns().get(column);
            boolean shown = access instanceof ColumnAccess.Show
                    || (access instanceof ColumnAccess.ShowWhere where && holds(where.condition()));
            if (!shown) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(Condition condition) {
        if (condition instanceof Condition.Always) {
            return true;
        }
        AccessContext context = document.context();
        if (context == null) {
            return false;
        }
        Optional<CustomerFacts> facts = customer().flatMap(document::facts);
        return condition.holds(facts, context, item());
    }

    /** Returns whose object it is: as it says itself, or else as the object around it says. */
    private Optional<CustomerId> customer() {
        if (looksForCustomer) {
            looksForCustomer = false;
            if (guard.namesCustomer()) {
                customer = guard.customerOf(bean);
            } else if (around != null) {
                customer = around.customer();
            }
        }
        return customer;
    }

    private DataItem item() {
        DataItem known = item;
        if (known == null) {
            known = guard.item(bean);
            item = known;
        }
        return known;
    }
}
