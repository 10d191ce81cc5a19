package io.cpni.examples.voip.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Draws from one seed. {@link SplittableRandom} is named on purpose, and logarithms are {@link StrictMath}'s: both give
 * the same numbers on every machine. Not safe for use by several threads.
 */
final class DemoRandom {

    private final SplittableRandom random;

    DemoRandom(long seed) {
        this(new SplittableRandom(seed));
    }

    private DemoRandom(SplittableRandom random) {
        this.random = random;
    }

    /** Splits off a stream of its own, so that one part of the carrier can change without moving all others. */
    DemoRandom split() {
        return new DemoRandom(random.split());
    }

    /** Draws from {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** Draws from {@code low} to {@code high}, both included. */
    long between(long low, long high) {
        return random.nextLong(low, high + 1);
    }

    double fraction() {
        return random.nextDouble();
    }

    /** Says yes in so many of a hundred cases. */
    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    /** Draws a waiting time: short ones often, long ones now and then. */
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - random.nextDouble());
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Returns a shuffled copy. */
    <T> List<T> shuffled(List<T> values) {
        List<T> result = new ArrayList<>(values);
        for (int i = result.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T moved = result.get(i);
            result.set(i, result.get(j));
            result.set(j, moved);
        }
        return result;
    }

    /** Makes a UUID of version 4. */
    UUID uuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Draws characters of an alphabet. */
    String text(int length, String alphabet) {
        StringBuilder result = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            result.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return result.toString();
    }
}
