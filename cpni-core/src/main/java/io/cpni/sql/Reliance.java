package io.cpni.sql;

import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalScopes;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.Atom;
import io.cpni.decision.ColumnAccess;
import io.cpni.decision.Condition;
import io.cpni.label.ColumnLabel;
import io.cpni.purpose.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The facts of customers that an access to one table relies on, as far as its record names them: approvals, and openings
 * of the glass. Settled with the plan.
 *
 * @param approvals the uses whose approval is asked for
 * @param scopes names the approval scopes that cover these uses: with the time of the record they lead to the events, for
 *     whichever customer
 * @param openings the purposes for which an opening of the glass lets rows be seen
 * @param ofSubjectOnly whether no row is of another customer than the one whom the context names
 */
record Reliance(Set<ApprovalAsk> approvals, List<String> scopes, Set<Purpose> openings, boolean ofSubjectOnly) {

    private static final String SCOPE = "scope:";

    /** As many characters as a record takes for one name. */
    private static final int LONGEST = 200;

    static Reliance of(TablePlan plan, ApprovalScopes known) {
        Set<ApprovalAsk> approvals = new LinkedHashSet<>();
        Set<Purpose> openings = new LinkedHashSet<>();
        for (AccessPlan each : plan.plans().values()) {
            collect(each.rows(), approvals, openings);
        }
        for (ColumnLabel column : plan.table().labels().columns()) {
            if (plan.access(column) instanceof ColumnAccess.ShowWhere where) {
                collect(where.condition(), approvals, openings);
            }
        }
        Condition ofSubject = new Condition.Is(new Atom.Subject(), Set.of(true));
        return new Reliance(
                Set.copyOf(approvals),
                List.copyOf(names(approvals, known)),
                Set.copyOf(openings),
                plan.newRows().surelyImplies(ofSubject));
    }

    private static void collect(Condition condition, Set<ApprovalAsk> approvals, Set<Purpose> openings) {
        if (condition instanceof Condition.Is is) {
            if (is.atom() instanceof Atom.Approval approval) {
                approvals.add(approval.ask());
            } else if (is.atom() instanceof Atom.GlassBroken broken) {
                openings.add(broken.purpose());
            }
        } else if (condition instanceof Condition.All all) {
            all.parts().forEach(part -> collect(part, approvals, openings));
        } else if (condition instanceof Condition.Any any) {
            any.parts().forEach(part -> collect(part, approvals, openings));
        }
    }

    private static List<String> names(Set<ApprovalAsk> approvals, ApprovalScopes known) {
        Set<Integer> ids = new TreeSet<>();
        approvals.forEach(ask -> ids.addAll(known.covering(ask)));
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int id : ids) {
            String next = String.valueOf(id);
            if (name.length() + 1 + next.length() > LONGEST) {
                names.add(name.toString());
                name.setLength(0);
            }
            name.append(name.isEmpty() ? SCOPE : ",").append(next);
        }
        if (!name.isEmpty()) {
            names.add(name.toString());
        }
        return names;
    }
}
