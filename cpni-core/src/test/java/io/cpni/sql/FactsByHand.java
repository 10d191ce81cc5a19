package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.decision.AccessRequest;
import io.cpni.decision.CustomerFacts;
import io.cpni.decision.DataItem;
import io.cpni.decision.Decision;
import io.cpni.label.ColumnRole;
import io.cpni.label.DataCategory;
import io.cpni.label.TableLabels;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides record by record, with facts from the stores and from the record itself, as code would that has no SQL. */
final class FactsByHand {

    private static final Set<String> SERVICES =
            Arrays.stream(ServiceCategory.values()).map(Enum::name).collect(Collectors.toSet());

    private final FactCarrier carrier;
    private final AccessContext context;
    private final TableLabels table;

    FactsByHand(FactCarrier carrier, AccessContext context, TableLabels table) {
        this.carrier = carrier;
        this.context = context;
        this.table = table;
    }

    /** Returns the records that the context may see. */
    List<FactRecords.Row> visible() {
        return FactRecords.all().get(table).stream()
                .filter(row -> permits(row, table.categories()))
                .sorted(Comparator.comparingLong(FactRecords.Row::id))
                .toList();
    }

    /** Tells whether the context may use the data of a record that is of the categories. */
    boolean permits(FactRecords.Row row, Set<DataCategory> categories) {
        return permits(
                Operation.READ,
                row.customer(),
                categories.stream().map(category -> item(category, row)).toList());
    }

    /** Tells whether a record may be added for a customer; what it will say of itself is not known yet. */
    boolean permitsToAdd(long customer) {
        return permits(
                Operation.INSERT,
                Optional.of(customer),
                table.categories().stream()
                        .map(category ->
                                item(category, Optional.empty(), has(ColumnRole.FROM_OTHER_CARRIER), Optional.empty()))
                        .toList());
    }

    private boolean permits(Operation operation, Optional<Long> customer, List<DataItem> items) {
        CustomerFacts facts = customer.map(id -> carrier.stores().of(FactCarrier.id(id), FactCarrier.NOW))
                .orElseGet(FactsOfNobody::facts);
        try {
            return carrier.engine().decide(new AccessRequest(context, operation, items, false), facts, FactCarrier.NOW)
                    instanceof Decision.Permit;
        } catch (StoreUnavailableException nobodysRecord) {
            return false;
        }
    }

    private DataItem item(DataCategory category, FactRecords.Row row) {
        return item(
                category,
                row.source()
                        .filter(SERVICES::contains)
                        .map(ServiceCategory::valueOf)
                        .filter(s -> has(ColumnRole.SOURCE_SERVICE)),
                has(ColumnRole.FROM_OTHER_CARRIER) && row.ported().orElse(true),
                row.happened());
    }

    private static DataItem item(
            DataCategory category, Optional<ServiceCategory> source, boolean ported, Optional<Instant> happened) {
        return new DataItem(
                category,
                source,
                Set.of(),
                OptionalInt.empty(),
                false,
                ported,
                false,
                happened,
                happened.map(at -> at.plusNanos(1000)));
    }

    private boolean has(ColumnRole role) {
        return table.columns().stream().anyMatch(column -> column.role() == role);
    }
}
