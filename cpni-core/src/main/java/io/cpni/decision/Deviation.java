package io.cpni.decision;

import java.util.Objects;

/**
 * One rule in which a rule set differs from a standard.
 *
 * @param kind how it differs
 * @param rule the rule's id
 * @param mayLoosen whether the difference may permit what the standard denies, or drop an obligation; if not, it can only
 *     tighten
 */
public record Deviation(Kind kind, String rule, boolean mayLoosen) {

    /** Names the ways to differ. */
    public enum Kind {
        /** The standard has no rule of this id. */
        ADDED,
        /** The standard has another rule of this id. */
        REPLACED,
        /** The rule of the standard is missing. */
        REMOVED
    }

    /** Checks the parts. */
    public Deviation {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(rule, "rule");
    }

    /** A ban, a veto or an obligation more can only tighten; a row more can permit more. */
    static Deviation added(Rule rule) {
        return new Deviation(Kind.ADDED, rule.id(), rule instanceof Rule.Row);
    }

    /** Nobody can tell from outside what the other rule does. */
    static Deviation replaced(Rule rule) {
        return new Deviation(Kind.REPLACED, rule.id(), true);
    }

    /** A row less can only tighten, unless the rule is something else as well. */
    static Deviation removed(Rule rule) {
        boolean onlyRow = rule instanceof Rule.Row
                && !(rule instanceof Rule.Ban)
                && !(rule instanceof Rule.Veto)
                && !(rule instanceof Rule.Adder);
        return new Deviation(Kind.REMOVED, rule.id(), !onlyRow);
    }
}
