package io.cpni.decision;

import io.cpni.accessor.GrantScope;
import io.cpni.approval.ApprovalAsk;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Names open facts and their values in words. Numbers, names, addresses and periods, which some facts carry, stay out: a
 * trace holds no protected values.
 */
final class FactNames {

    private FactNames() {}

    static String of(Atom atom) {
        if (atom instanceof Atom.Approval approval) {
            ApprovalAsk ask = approval.ask();
            return "approval for " + ask.recipient().kind() + ", " + ask.purpose() + ", " + ask.category();
        }
        if (atom instanceof Atom.SubscribesAll subscribes) {
            return "customer takes "
                    + subscribes.categories().stream().sorted().map(Enum::name).collect(Collectors.joining(" and "));
        }
        if (atom instanceof Atom.SubscribesAtLeast subscribes) {
            return "customer takes at least " + subscribes.count() + " categories of service";
        }
        if (atom instanceof Atom.Flag flag) {
            return flag.flag()
                    + flag.detail().map(detail -> " for the one named").orElse("");
        }
        if (atom instanceof Atom.LargeGroup group) {
            return "group of at least " + group.minimum() + " customers";
        }
        return ofOneKind(atom);
    }

    private static String ofOneKind(Atom atom) {
        if (atom instanceof Atom.Subject) {
            return "customer is the one whom the circumstances are about";
        }
        if (atom instanceof Atom.Source) {
            return "service that the data comes from";
        }
        if (atom instanceof Atom.FromOtherCarrier) {
            return "data was given by another carrier";
        }
        if (atom instanceof Atom.Recited) {
            return "data is the calls that the caller described";
        }
        if (atom instanceof Atom.Within) {
            return "data lies in the period";
        }
        if (atom instanceof Atom.Assigned) {
            return "accessor is assigned to the customer";
        }
        if (atom instanceof Atom.InScope in) {
            return "customer is within the accessor's scope "
                    + in.scopes().stream().map(GrantScope::toString).sorted().collect(Collectors.joining(" or "));
        }
        if (atom instanceof Atom.GlassBroken) {
            return "accessor has opened the customer's records in an emergency";
        }
        if (atom instanceof Atom.Own) {
            return "accessor is the customer";
        }
        throw new IllegalStateException("no name for fact " + atom.getClass());
    }

    static String value(Object value) {
        if (value instanceof Boolean yes) {
            return yes ? "yes" : "no";
        }
        if (value instanceof Optional<?> known) {
            return known.map(Object::toString).orElse("not known");
        }
        return value.toString();
    }
}
