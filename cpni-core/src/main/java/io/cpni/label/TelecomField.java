package io.cpni.label;

import java.util.Objects;
import java.util.Set;

/**
 * Says what one field of a call detail record holds, in the format of one kind of switch or service.
 *
 * @param name the field, as asked for
 * @param categories the data categories; never empty, as every field of a per-call record is at least call detail
 * @param authFactor whether the value could be offered as proof of identity
 * @param mask how a value is best shown to those who may not see it
 * @param role which fact about the call the value holds
 * @param rules the ids of the rules of the rule book that say so
 * @param known whether the dictionary lists the field; one that it does not list counts as call detail (R-TAX-7)
 */
public record TelecomField(
        String name,
        Set<DataCategory> categories,
        AuthFactor authFactor,
        MaskStyle mask,
        ColumnRole role,
        Set<String> rules,
        boolean known) {

    /** Checks the parts and copies the sets. */
    public TelecomField {
        Objects.requireNonNull(name, "name");
        categories = Set.copyOf(categories);
        Objects.requireNonNull(authFactor, "authFactor");
        Objects.requireNonNull(mask, "mask");
        Objects.requireNonNull(role, "role");
        rules = Set.copyOf(rules);
        if (!categories.contains(DataCategory.CALL_DETAIL)) {
            throw new IllegalArgumentException(
                    "field '" + name + "' of a call detail record lacks the category " + DataCategory.CALL_DETAIL);
        }
    }

    /** Returns the label of a field that no dictionary lists: call detail. */
    static TelecomField unknown(String name) {
        return new TelecomField(
                name,
                Set.of(DataCategory.CALL_DETAIL),
                AuthFactor.NONE,
                MaskStyle.BY_TYPE,
                ColumnRole.NONE,
                Set.of("R-TAX-7"),
                false);
    }

    /** Returns the same label for another spelling of the name. */
    TelecomField named(String spelling) {
        return new TelecomField(spelling, categories, authFactor, mask, role, rules, known);
    }
}
