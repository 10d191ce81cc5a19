package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.decision.AccessRequest;
import io.cpni.decision.CustomerFacts;
import io.cpni.decision.Decision;
import io.cpni.label.ColumnLabel;
import io.cpni.label.DataCategory;
import io.cpni.label.TableLabels;
import io.cpni.mask.Masker;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters and masks records in Java, customer by customer, as a context may see them. */
final class SeenByHand {

    private final Carrier carrier;
    private final AccessContext context;
    private final Map<String, List<List<Object>>> all;
    private final Set<Operation> operations;

    SeenByHand(Carrier carrier, AccessContext context, Map<String, List<List<Object>>> all) {
        this(carrier, context, all, EnumSet.of(Operation.READ));
    }

    /** Filters and masks for who does several things with the records at once, each of which has to be permitted. */
    SeenByHand(Carrier carrier, AccessContext context, Map<String, List<List<Object>>> all, Set<Operation> operations) {
        this.carrier = carrier;
        this.context = context;
        this.all = all;
        this.operations = operations;
    }

    /** Returns the records that the context may see, with what it may not see in them masked. */
    Map<String, List<List<Object>>> masked() {
        return seen(true);
    }

    /** Returns the records that the context may see, in full. */
    Map<String, List<List<Object>>> visible() {
        return seen(false);
    }

    private Map<String, List<List<Object>>> seen(boolean mask) {
        Map<String, List<List<Object>>> seen = new LinkedHashMap<>(all);
        for (TableLabels table : Records.LABELLED) {
            List<List<Object>> rows = new ArrayList<>();
            for (List<Object> row : all.get(table.table())) {
                if (permits(row, table, table.categories()).isPresent()) {
                    rows.add(mask ? masked(row, table) : row);
                }
            }
            seen.put(table.table(), rows);
        }
        return seen;
    }

    private List<Object> masked(List<Object> row, TableLabels table) {
        List<Object> masked = new ArrayList<>(row);
        for (int i = 0; i < table.columns().size(); i++) {
            ColumnLabel column = table.columns().get(i);
            if (column.structural() || column.categories().isEmpty()) {
                continue;
            }
            if (permits(row, table, column.categories())
                    .filter(permits -> permits.stream().noneMatch(permit -> permit.masks(column.mask())))
                    .isEmpty()) {
                masked.set(i, row.get(i) instanceof String text ? Masker.mask(column.mask(), text) : null);
            }
        }
        return masked;
    }

    /** Returns the permits for all that is done, unless there is a denial. */
    private Optional<List<Decision.Permit>> permits(List<Object> row, TableLabels table, Set<DataCategory> categories) {
        List<Decision.Permit> permits = new ArrayList<>();
        try {
            for (Operation operation : operations) {
                Decision decision = carrier.engine()
                        .decide(
                                AccessRequest.of(context, operation, categories),
                                facts(row, table),
                                carrier.clock().instant());
                if (!(decision instanceof Decision.Permit permit)) {
                    return Optional.empty();
                }
                permits.add(permit);
            }
            return Optional.of(permits);
        } catch (StoreUnavailableException nobodysRecord) {
            return Optional.empty();
        }
    }

    private CustomerFacts facts(List<Object> row, TableLabels table) {
        Long customer = switch (table.table()) {
            case "customer" -> (Long) row.get(0);
            case "call_record" -> customerOf((Long) row.get(1));
            default -> (Long) row.get(1);
        };
        return customer == null ? FactsOfNobody.facts() : carrier.facts(customer);
    }

    private @Nullable Long customerOf(@Nullable Long account) {
        for (List<Object> row : all.get("account")) {
            if (row.get(0).equals(account)) {
                return (Long) row.get(1);
            }
        }
        return null;
    }
}
