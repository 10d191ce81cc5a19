package io.cpni.report;

import io.cpni.accessor.AccessContext;
import io.cpni.customer.CustomerFlag;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.DataItem;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What, beside purpose, recipient, data and approval, a cell of a decision table stands for. Set up once by
 * {@link TableSituations}, then only read.
 */
final class TableSituation {

    private final Purpose purpose;
    private final String name;
    private final Set<ServiceCategory> taken = EnumSet.noneOf(ServiceCategory.class);
    private final Set<CustomerFlag> flags = EnumSet.noneOf(CustomerFlag.class);
    private Consumer<AccessContext.Builder> context = builder -> {};
    private @Nullable ServiceCategory source;
    private boolean fromOtherCarrier;
    private boolean recited;
    private boolean smallGroups;
    private boolean needsToKnow = true;
    private boolean trained = true;
    private boolean sales;

    TableSituation(Purpose purpose, String name) {
        this.purpose = purpose;
        this.name = name;
    }

    TableSituation with(Consumer<AccessContext.Builder> detail) {
        context = context.andThen(detail);
        return this;
    }

    TableSituation taking(Set<ServiceCategory> categories) {
        taken.addAll(categories);
        return this;
    }

    TableSituation flag(CustomerFlag flag) {
        flags.add(flag);
        return this;
    }

    TableSituation source(ServiceCategory category) {
        source = category;
        return this;
    }

    TableSituation ofOtherCarrier() {
        fromOtherCarrier = true;
        return this;
    }

    TableSituation recitedCalls() {
        recited = true;
        return this;
    }

    TableSituation ofSmallGroups() {
        smallGroups = true;
        return this;
    }

    TableSituation withoutNeedToKnow() {
        needsToKnow = false;
        return this;
    }

    TableSituation untrained() {
        trained = false;
        return this;
    }

    TableSituation bySales() {
        sales = true;
        return this;
    }

    Purpose purpose() {
        return purpose;
    }

    String name() {
        return name;
    }

    Consumer<AccessContext.Builder> context() {
        return context;
    }

    Set<ServiceCategory> taken() {
        return taken;
    }

    Set<CustomerFlag> flags() {
        return flags;
    }

    boolean needsToKnow() {
        return needsToKnow;
    }

    boolean trained() {
        return trained;
    }

    boolean sales() {
        return sales;
    }

    /** Returns the data that is asked for; aggregates are of groups that are just large enough, or just not. */
    DataItem item(DataCategory category, CarrierSettings carrier) {
        int group = carrier.minimumAggregateGroup() - (smallGroups ? 1 : 0);
        return new DataItem(
                Objects.requireNonNull(category, "category"),
                Optional.ofNullable(source),
                Set.of(),
                category == DataCategory.AGGREGATE ? OptionalInt.of(group) : OptionalInt.empty(),
                false,
                fromOtherCarrier,
                recited,
                Optional.empty(),
                Optional.empty());
    }
}
