package io.cpni.sql;

import io.cpni.accessor.GrantScope;
import io.cpni.customer.CustomerFlag;
import io.cpni.decision.Atom;
import io.cpni.purpose.ServiceCategory;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Writes facts that hold of a customer or not as SQL, each as an EXISTS over its relation, by the customer's key. */
final class CustomerFactWriter {

    /** Stands for every detail: every number, every name. */
    private static final String ANY = "*";

    private final FactRelations facts;
    private final KeyWriter keys;

    CustomerFactWriter(FactRelations facts, KeyWriter keys) {
        this.facts = facts;
        this.keys = keys;
    }

    SqlText holds(Atom atom, SqlText key) {
        if (atom instanceof Atom.Own) {
            return keys.is(key, new BoundValue.AccessorCustomer());
        }
        if (atom instanceof Atom.Subject) {
            return keys.is(key, new BoundValue.SubjectCustomer());
        }
        if (atom instanceof Atom.Assigned) {
            SqlText rows = rows(facts.assignments(), key)
                    .add(" and cpni_f.accessor_id = ")
                    .add(keys.accessor());
            return now(rows, "valid_until").add(")");
        }
        if (atom instanceof Atom.GlassBroken broken) {
            SqlText rows = rows(facts.breakGlass(), key)
                    .add(" and cpni_f.purpose = '" + broken.purpose().name() + "' and cpni_f.accessor_id = ")
                    .add(keys.accessor());
            return now(rows, "valid_until").add(")");
        }
        if (atom instanceof Atom.InScope in) {
            return inScope(in.scopes(), key);
        }
        if (atom instanceof Atom.SubscribesAll subscribes) {
            return subscribesAll(subscribes.categories(), key);
        }
        if (atom instanceof Atom.SubscribesAtLeast subscribes) {
            return subscribesAtLeast(subscribes.count(), key);
        }
        if (atom instanceof Atom.Flag flag) {
            return flag(flag.flag(), flag.detail(), key);
        }
        throw new IllegalStateException("the gate has no SQL for the fact " + atom);
    }

    /** A scope that nothing stands for reaches nobody. */
    private SqlText inScope(Set<GrantScope> scopes, SqlText key) {
        SqlText text = SqlText.of("(");
        String separator = "";
        for (GrantScope scope : new TreeSet<>(scopes)) {
            String relation = facts.scopes().get(scope);
            if (relation != null) {
                SqlText rows =
                        rows(relation, key).add(" and cpni_f.accessor_id = ").add(keys.accessor());
                text.add(separator).add(now(rows, "valid_until")).add(")");
                separator = " or ";
            }
        }
        return separator.isEmpty() ? SqlText.of("1 = 0") : text.add(")");
    }

    private SqlText subscribesAll(Set<ServiceCategory> categories, SqlText key) {
        SqlText text = SqlText.of("(");
        String separator = "";
        for (ServiceCategory category : new TreeSet<>(categories)) {
            SqlText rows =
                    rows(facts.subscriptions(), key).add(" and cpni_f.service_category = '" + category.name() + "'");
            text.add(separator).add(subscribed(rows)).add(")");
            separator = " and ";
        }
        return text.add(")");
    }

    private SqlText subscribesAtLeast(int count, SqlText key) {
        SqlText rows = SqlText.of("(select count(distinct cpni_f.service_category) from " + facts.subscriptions()
                        + " cpni_f where cpni_f.customer_id = ")
                .add(keys.exact(key));
        return subscribed(rows).add(") >= " + count);
    }

    /** A subscription without an end is still taken. */
    private static SqlText subscribed(SqlText rows) {
        return rows.add(" and cpni_f.valid_from <= ")
                .bind(new BoundValue.Now())
                .add(" and (cpni_f.valid_until is null or cpni_f.valid_until > ")
                .bind(new BoundValue.Now())
                .add(")");
    }

    private SqlText flag(CustomerFlag flag, Optional<String> detail, SqlText key) {
        return switch (flag) {
            case DO_NOT_CALL -> doNotCall(detail, key);
            case NO_MARKETING_CONTACT -> refused("MARKETING_CONTACT", key).add(")");
            case NO_PARTNER_SHARING -> refused("PARTNER_SHARING", key).add(")");
            case APPROVED_IN_OWN_CALL -> oneTime("CALL_BY_CUSTOMER", key);
            case APPROVED_AFTER_ORAL_NOTICE -> oneTime("ORAL_NOTICE", key);
            case ORAL_APPROVAL_SPENT ->
                throw new IllegalStateException(
                        "whether an oral approval is spent changes the reason of a denial only");
            case SERVED_BY_AFFILIATE, BUSINESS_EXEMPT, UNLISTED, ADDRESS_OF_RECORD, NUMBER_OF_RECORD ->
                up(flag, detail, key);
        };
    }

    /** A number of its own stands above what is said of all numbers; where the number is not known, any will do. */
    private SqlText doNotCall(Optional<String> number, SqlText key) {
        SqlText any = refused("DO_NOT_CALL", key);
        if (number.isEmpty()) {
            return any.add(")");
        }
        SqlText allowed = preference("DO_NOT_CALL", "false", key)
                .add(" and cpni_f.contact_id = ")
                .bind(new BoundValue.Text(number.get()));
        return SqlText.of("(")
                .add(any)
                .add(" and cpni_f.contact_id in (")
                .bind(new BoundValue.Text(number.get()))
                .add(", '" + ANY + "')) and not ")
                .add(allowed)
                .add("))");
    }

    private SqlText refused(String flag, SqlText key) {
        return preference(flag, "true", key);
    }

    private SqlText preference(String flag, String refused, SqlText key) {
        SqlText rows =
                rows(facts.preferences(), key).add(" and cpni_f.flag = '" + flag + "' and cpni_f.refused = " + refused);
        return now(rows, "valid_to");
    }

    private SqlText oneTime(String basis, SqlText key) {
        SqlText rows = rows(facts.oneTimeApprovals(), key).add(" and cpni_f.basis = '" + basis + "'");
        return now(rows, "valid_to").add(")");
    }

    private SqlText up(CustomerFlag flag, Optional<String> detail, SqlText key) {
        SqlText rows = rows(facts.flags(), key).add(" and cpni_f.flag = '" + flag.name() + "'");
        detail.ifPresent(value -> rows.add(" and cpni_f.detail in (")
                .bind(new BoundValue.Text(value))
                .add(", '" + ANY + "')"));
        return now(rows, "valid_to").add(")");
    }

    /** Begins an EXISTS that the caller closes. */
    private SqlText rows(String relation, SqlText key) {
        return SqlText.of("exists (select 1 from " + relation + " cpni_f where cpni_f.customer_id = ")
                .add(keys.exact(key));
    }

    private static SqlText now(SqlText rows, String end) {
        return rows.add(" and cpni_f.valid_from <= ")
                .bind(new BoundValue.Now())
                .add(" and cpni_f." + end + " > ")
                .bind(new BoundValue.Now());
    }
}
