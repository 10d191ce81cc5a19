package io.cpni.json;

import io.cpni.decision.DataItem;
import io.cpni.label.ColumnRole;
import io.cpni.label.DataCategory;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads from an object what the gate reads from the row: the facts that its members with a role hold. */
final class RowFacts {

    private RowFacts() {}

    static DataItem item(Object bean, Map<ColumnRole, String> roles) {
        Optional<Instant> occurred = instant(value(bean, roles, ColumnRole.OCCURRED_AT));
        return new DataItem(
                DataCategory.CALL_DETAIL,
                source(value(bean, roles, ColumnRole.SOURCE_SERVICE)),
                Set.of(),
                groupSize(value(bean, roles, ColumnRole.GROUP_SIZE)),
                false,
                roles.containsKey(ColumnRole.FROM_OTHER_CARRIER)
                        && !Boolean.FALSE.equals(value(bean, roles, ColumnRole.FROM_OTHER_CARRIER)),
                false,
                occurred,
                occurred.map(at -> at.plusNanos(1)));
    }

    private static @Nullable Object value(Object bean, Map<ColumnRole, String> roles, ColumnRole role) {
        String member = roles.get(role);
        return member == null ? null : CustomerFinder.read(bean, member);
    }

    private static Optional<ServiceCategory> source(@Nullable Object value) {
        return Arrays.stream(ServiceCategory.values())
                .filter(category -> value instanceof ServiceCategory known
                        ? known == category
                        : value != null && category.name().equals(value.toString()))
                .findFirst();
    }

    private static OptionalInt groupSize(@Nullable Object value) {
        return value instanceof Number number && number.longValue() > 0
                ? OptionalInt.of((int) Math.min(number.longValue(), Integer.MAX_VALUE))
                : OptionalInt.empty();
    }

    /** A reading without a zone names no instant. */
    private static Optional<Instant> instant(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return Optional.of(instant);
        }
        if (value instanceof OffsetDateTime time) {
            return Optional.of(time.toInstant());
        }
        return value instanceof ZonedDateTime time ? Optional.of(time.toInstant()) : Optional.empty();
    }
}
