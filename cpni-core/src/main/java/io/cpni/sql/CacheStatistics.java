package io.cpni.sql;

/**
 * Says how a cache of the gate has done since it began, and how full it is.
 *
 * @param cache which: {@code analyzed}, statements as the gate has read them, or {@code rewritten}, what servers get under
 *     certain plans
 * @param hits how often something was found
 * @param misses how often it was not, and had to be worked out or was refused
 * @param evictions how many entries had to go because the cache was full
 * @param entries about how many entries there are
 * @param weight about how many characters of statements they hold
 * @param largestWeight the weight above which entries have to go
 */
public record CacheStatistics(
        String cache, long hits, long misses, long evictions, long entries, long weight, long largestWeight) {}
