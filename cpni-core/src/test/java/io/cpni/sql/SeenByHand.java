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
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters and masks records in Java, customer by customer, as a context may see them. */
final class SeenByHand {

    private final Carrier carrier;
    private final AccessContext context;
    private final Map<String, List<List<Object>>> all;

    SeenByHand(Carrier carrier, AccessContext context, Map<String, List<List<Object>>> all) {
        this.carrier = carrier;
        this.context = context;
        this.all = all;
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
                if (permit(row, table, table.categories()) != null) {
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
            Decision.Permit permit = permit(row, table, column.categories());
            if (permit == null || permit.masks(column.mask())) {
                masked.set(i, row.get(i) instanceof String text ? Masker.mask(column.mask(), text) : null);
            }
        }
        return masked;
    }

    private Decision.@Nullable Permit permit(List<Object> row, TableLabels table, Set<DataCategory> categories) {
        try {
            Decision decision = carrier.engine()
                    .decide(
                            AccessRequest.of(context, Operation.READ, categories),
                            facts(row, table),
                            carrier.clock().instant());
            return decision instanceof Decision.Permit permit ? permit : null;
        } catch (StoreUnavailableException nobodysRecord) {
            return null;
        }
    }

    private CustomerFacts facts(List<Object> row, TableLabels table) {
        Long customer = switch (table.table()) {
            case "customer" -> (Long) row.get(0);
            case "call_record" -> customerOf((Long) row.get(1));
            default -> (Long) row.get(1);
        };
        return customer == null ? unknown() : carrier.facts(customer);
    }

    private @Nullable Long customerOf(@Nullable Long account) {
        for (List<Object> row : all.get("account")) {
            if (row.get(0).equals(account)) {
                return (Long) row.get(1);
            }
        }
        return null;
    }

    /** Returns the facts of a record without customer: there are none, so that whatever needs one is not permitted. */
    private static CustomerFacts unknown() {
        return (CustomerFacts) Proxy.newProxyInstance(
                SeenByHand.class.getClassLoader(), new Class<?>[] {CustomerFacts.class}, (proxy, method, arguments) -> {
                    throw new StoreUnavailableException("nobody's record", new IllegalStateException());
                });
    }
}
