package io.cpni.sql;

import java.util.List;
import java.util.Random;

/** Makes the choices of a generator: by a seed, so that a run can be repeated, or as a fuzzer wants them. */
@FunctionalInterface
interface Choices {

    /** Returns a number from 0 up to, but without, the bound. */
    int below(int bound);

    static Choices of(long seed) {
        return new Random(seed)::nextInt;
    }

    default <T> T oneOf(List<T> values) {
        return values.get(below(values.size()));
    }

    @SuppressWarnings("unchecked") // a generic array is only read here
    default <T> T oneOf(T... values) {
        return values[below(values.length)];
    }

    /** Tells yes once in so many times. */
    default boolean onceIn(int times) {
        return below(times) == 0;
    }
}
