package io.cpni.decision;

import io.cpni.label.DataCategory;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A piece of data that is asked for, with what is known of it. What is not known counts as not so, and never helps.
 *
 * @param category what it is; a field without a label is call detail (R-TAX-7)
 * @param source the service it comes from
 * @param derivedFrom the data by which names or scores were chosen or taken, or that lies under an aggregate; judged too
 *     (R-TAX-8)
 * @param groupSize the customers in the smallest group of aggregate data
 * @param perPerson whether there is a row per person even though names are replaced or removed; such data is no aggregate
 *     and stays what it is (R-TAX-9)
 * @param fromOtherCarrier whether another carrier gave it for providing service (222(b))
 * @param recited whether it is exactly the calls that a caller described unaided (64.2010(b))
 * @param from first instant of the records
 * @param until first instant after the records
 */
public record DataItem(
        DataCategory category,
        Optional<ServiceCategory> source,
        Set<DataCategory> derivedFrom,
        OptionalInt groupSize,
        boolean perPerson,
        boolean fromOtherCarrier,
        boolean recited,
        Optional<Instant> from,
        Optional<Instant> until) {

    /** For each category the data of which nothing else is known: almost all that is ever asked for. */
    private static final Map<DataCategory, DataItem> PLAIN = new EnumMap<>(
            Arrays.stream(DataCategory.values()).collect(Collectors.toMap(Function.identity(), DataItem::plain)));

    /** Checks the parts and copies the set. */
    public DataItem {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(source, "source");
        derivedFrom = Set.copyOf(derivedFrom);
        if (groupSize.isPresent() && groupSize.getAsInt() < 1) {
            throw new IllegalArgumentException("groupSize of a data item is less than 1");
        }
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw new IllegalArgumentException("from of a data item is not before its until");
        }
    }

    /** Returns data of a category of which nothing else is known. */
    public static DataItem of(DataCategory category) {
        return Objects.requireNonNull(PLAIN.get(category), "category");
    }

    private static DataItem plain(DataCategory category) {
        return new DataItem(
                category,
                Optional.empty(),
                Set.of(),
                OptionalInt.empty(),
                false,
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** Returns data of a group of so many customers. */
    public static DataItem aggregate(int groupSize) {
        return new DataItem(
                DataCategory.AGGREGATE,
                Optional.empty(),
                Set.of(),
                OptionalInt.of(groupSize),
                false,
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** Tells whether the group is at least so large; not where its size is not known. */
    boolean isGroupOf(int minimum) {
        return groupSize.isPresent() && groupSize.getAsInt() >= minimum && !perPerson;
    }

    /** Tells whether all of it lies in a period. */
    boolean isWithin(Optional<Instant> begin, Optional<Instant> end) {
        boolean late = begin.isEmpty()
                || from.filter(own -> !own.isBefore(begin.get())).isPresent();
        boolean early =
                end.isEmpty() || until.filter(own -> !own.isAfter(end.get())).isPresent();
        return late && early;
    }
}
