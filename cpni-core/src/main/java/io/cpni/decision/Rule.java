package io.cpni.decision;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One paragraph of the rule book.
 *
 * <p>Rules are pure: the same facts give the same answer, on any thread. A carrier may add rules of any kind; adding a
 * ban, a veto or an obligation can only tighten, adding a row can loosen.
 */
public sealed interface Rule {

    /** Returns the id, such as {@code R-2007-b1}. */
    String id();

    /** Returns the paragraph the rule comes from. */
    String citation();

    /** Returns a reason that names this rule and what would change the answer. */
    default Reason because(String remedy) {
        return new Reason(id(), citation(), remedy);
    }

    /** A rule that denies whatever else would permit. */
    non-sealed interface Ban extends Rule {

        /** Returns why the use is denied, or empty if this ban does not concern it. */
        Optional<Reason> denies(Facts facts);
    }

    /** A row of the decision table: a rule that permits, or would but for something. */
    non-sealed interface Row extends Rule {

        /** Judges the use. */
        Verdict judge(Facts facts);
    }

    /** A rule that takes back what certain rows permit. */
    non-sealed interface Veto extends Rule {

        /** Returns the ids of the rows it may take back. */
        Set<String> rows();

        /** Returns why such a row does not stand, or empty if it does. */
        Optional<Reason> withholds(Facts facts);
    }

    /** A rule that adds obligations to a permit. */
    non-sealed interface Adder extends Rule {

        /** Returns what must be done as well; empty if this rule does not concern the use. */
        Set<Obligation> adds(Facts facts, Row permitting);
    }

    /** What a row says of a use. */
    sealed interface Verdict {

        /** The row is about something else. */
        record Silent() implements Verdict {}

        /**
         * The row permits.
         *
         * @param obligations what must be done
         */
        record Permits(Set<Obligation> obligations) implements Verdict {

            /** Copies the obligations. */
            public Permits {
                obligations = Set.copyOf(obligations);
            }
        }

        /**
         * The row is about this use, but something is missing.
         *
         * @param reason what is missing
         */
        record Withholds(Reason reason) implements Verdict {}

        /** Returns the verdict of a row that is about something else. */
        static Verdict silent() {
            return new Silent();
        }

        /** Returns the verdict of a row that permits. */
        static Verdict permits(Obligation.Kind... duties) {
            return new Permits(Arrays.stream(duties).map(Obligation::of).collect(Collectors.toSet()));
        }

        /** Returns the verdict of a row that would permit but for the given reason. */
        static Verdict withholds(Reason reason) {
            return new Withholds(reason);
        }
    }
}
