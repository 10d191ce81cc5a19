package io.cpni.json;

import io.cpni.customer.CustomerId;
import io.cpni.decision.DataItem;
import io.cpni.label.ColumnLabel;
import io.cpni.label.ColumnRole;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DataCategory;
import io.cpni.label.FieldLabel;
import io.cpni.label.MaskStyle;
import io.cpni.label.RecordLabels;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a labelled type for all its objects: its labels in the shape in which the engine plans, as the columns of
 * a table.
 */
final class RecordGuard {

    private static final ClassValue<RecordGuard> CACHE = new ClassValue<>() {
        @Override
        protected RecordGuard computeValue(Class<?> type) {
            return new RecordGuard(RecordLabels.of(type));
        }
    };

    private final RecordLabels type;
    private final List<GuardedField> fields = new ArrayList<>();
    private final Map<ColumnRole, String> roles = new EnumMap<>(ColumnRole.class);
    private final @Nullable TableLabels labels;

    private RecordGuard(RecordLabels type) {
        this.type = type;
        if (!type.isLabelled()) {
            this.labels = null;
            return;
        }
        List<ColumnLabel> columns = new ArrayList<>();
        for (FieldLabel label : type.fields().values()) {
            if (label.origin() == FieldLabel.Origin.NOT_CPNI) {
                continue;
            }
            List<ColumnLabel> ofField = columns(label);
            columns.addAll(ofField);
            fields.add(new GuardedField(
                    label, ofField.stream().map(ColumnLabel::name).toList()));
            if (label.role() != ColumnRole.NONE) {
                roles.put(label.role(), label.name());
            }
        }
        this.labels =
                new TableLabels(name(type.type()), type.categories(), columns, CustomerKeyPath.direct("(customer)"));
    }

    /** Dots would make the package a schema. */
    private static String name(Class<?> type) {
        return type.getSimpleName().isEmpty() ? "(anonymous)" : type.getSimpleName();
    }

    /** Returns the guard of a type; one for each, so that plans made for it are found again. */
    static RecordGuard of(Class<?> type) {
        return CACHE.get(type);
    }

    /**
     * Returns the guard of an object that is written as one of this type: where Jackson goes by a declared type, it may be of
     * a subtype that is labelled.
     */
    RecordGuard of(Object bean) {
        Class<?> actual = bean.getClass();
        if (actual == type.type()) {
            return this;
        }
        RecordGuard guard = of(actual);
        return guard.isLabelled() || !isLabelled() ? guard : this;
    }

    /** Tells whether objects of the type, or of a subtype of it, could need a guard. */
    boolean isNeeded() {
        return isLabelled() || namesCustomer() || !Modifier.isFinal(type.type().getModifiers());
    }

    /** Tells whether the type is labelled. */
    boolean isLabelled() {
        return labels != null;
    }

    /** Tells whether its objects say whose they are, labelled or not. */
    boolean namesCustomer() {
        return type.customerKey().isPresent();
    }

    /** Returns the labels of the type as those of a table. */
    TableLabels labels() {
        if (labels == null) {
            throw new IllegalStateException(type.type().getName() + " is not labelled");
        }
        return labels;
    }

    List<GuardedField> fields() {
        return fields;
    }

    /**
     * Returns what guards a member; {@link GuardedField#CALCULATED} for one that belongs to no field, and empty for one that
     * is declared to hold no customer data.
     */
    Optional<GuardedField> field(@Nullable Member member) {
        Optional<FieldLabel> label = member == null ? Optional.empty() : type.labelOf(member);
        if (label.isEmpty()) {
            return Optional.of(GuardedField.CALCULATED);
        }
        return fields.stream()
                .filter(field -> field.label().equals(label.get()))
                .findFirst();
    }

    Optional<CustomerId> customerOf(Object bean) {
        return CustomerFinder.customerOf(bean);
    }

    /** Returns what an object says of itself by its members with a role; what it does not say is not known. */
    DataItem item(Object bean) {
        return roles.isEmpty() ? DataItem.of(DataCategory.CALL_DETAIL) : RowFacts.item(bean, roles);
    }

    // A label for each family that the values might have in a table: where a grant masks one of them, the field is
    // masked.

    private List<ColumnLabel> columns(FieldLabel label) {
        boolean structural = label.mask() == MaskStyle.BY_TYPE
                && (Members.isIdentifying(type.type(), label.name())
                        || type.customerKey()
                                .filter(key -> key.name().equals(label.name()))
                                .isPresent());
        List<ColumnLabel> columns = new ArrayList<>();
        for (ValueFamily family : families(label)) {
            ColumnRole role = columns.isEmpty() || label.role().family() == family ? label.role() : ColumnRole.NONE;
            columns.add(new ColumnLabel(
                    label.name() + " " + family, label.categories(), label.mask(), role, family, structural));
        }
        return columns;
    }

    private Set<ValueFamily> families(FieldLabel label) {
        Set<ValueFamily> possible = Families.of(Members.typeOf(type.type(), label.name()));
        List<ValueFamily> suiting =
                possible.stream().filter(label.mask()::suits).toList();
        if (!suiting.isEmpty()) {
            return Set.copyOf(suiting);
        }
        // Such as a type of the application's own for telephone numbers: what the style shows is then nothing.
        return Set.of(label.mask() == MaskStyle.START_OF_MONTH ? ValueFamily.TEMPORAL : ValueFamily.TEXT);
    }
}
