package io.cpni.autoconfigure;

import io.cpni.autoconfigure.Onlooker.SeenCall;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A way by which an application reads calls.
 *
 * @param bySession whether records of a Hibernate session come out of it
 * @param ask reads, in a transaction
 * @param expected what comes out for somebody to whom these calls, shown so, are all that there is; compared as text
 * @param refused for whom the gate does not do it
 */
record Way(
        String name,
        boolean bySession,
        Function<WaysCarrier, Object> ask,
        Function<List<SeenCall>, Object> expected,
        Set<Onlooker> refused) {

    static final Comparator<SeenCall> BY_CALLEE =
            Comparator.comparing(SeenCall::callee).thenComparing(SeenCall::id);

    /** A way that gives every call that there is, in the order of ids, as {@link CallLines}. */
    static Way records(String name, Function<WaysCarrier, Object> ask) {
        return of(name, ask, calls -> lines(calls, call -> true));
    }

    /** A way that gives something else. */
    static Way of(String name, Function<WaysCarrier, Object> ask, Function<List<SeenCall>, Object> expected) {
        return new Way(name, true, ask, expected, EnumSet.noneOf(Onlooker.class));
    }

    /** The same without a session. */
    Way byJdbc() {
        return new Way(name, false, ask, expected, refused);
    }

    Way refusedFor(Onlooker first, Onlooker... more) {
        return new Way(name, bySession, ask, expected, EnumSet.of(first, more));
    }

    static List<String> lines(List<SeenCall> calls, Predicate<SeenCall> which) {
        return calls.stream().filter(which).map(SeenCall::line).toList();
    }

    static List<String> sorted(List<SeenCall> calls, Comparator<SeenCall> order) {
        return calls.stream().sorted(order).map(SeenCall::line).toList();
    }

    static long count(List<SeenCall> calls, Predicate<SeenCall> which) {
        return calls.stream().filter(which).count();
    }

    @Override
    public String toString() {
        return name;
    }
}
