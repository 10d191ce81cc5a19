package io.cpni.label;

import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the labels of one Java type, resolved once from its annotations.
 *
 * <p>Immutable and safe for use by many threads; {@link #of(Class)} caches per class.
 */
public final class RecordLabels {

    private static final ClassValue<RecordLabels> CACHE = new ClassValue<>() {
        @Override
        protected RecordLabels computeValue(Class<?> type) {
            return new RecordLabelReader(type).read();
        }
    };

    private final Class<?> type;
    private final Set<DataCategory> categories;
    private final Map<String, FieldLabel> fields;
    private final List<CustomerKeyField> customerKeys;

    RecordLabels(
            Class<?> type,
            Set<DataCategory> categories,
            Map<String, FieldLabel> fields,
            List<CustomerKeyField> customerKeys) {
        this.type = type;
        this.categories = Set.copyOf(categories);
        this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        this.customerKeys = List.copyOf(customerKeys);
    }

    /**
     * Resolves the labels of a type, including those of its superclasses.
     *
     * @throws IllegalArgumentException if the annotations contradict each other; the message names the member
     */
    public static RecordLabels of(Class<?> type) {
        return CACHE.get(type);
    }

    /** Returns the type these labels describe. */
    public Class<?> type() {
        return type;
    }

    /** Tells whether the type or any of its members is labelled. */
    public boolean isLabelled() {
        return !categories.isEmpty();
    }

    /** Returns the categories of the record as a whole; empty if it is not labelled. */
    public Set<DataCategory> categories() {
        return categories;
    }

    /** Returns every field's label by field name; of a type that is not labelled, those declared not CPNI. */
    public Map<String, FieldLabel> fields() {
        return fields;
    }

    /** Returns the label of a field; a name that the type does not have is labelled as an unknown field. */
    public FieldLabel field(String name) {
        FieldLabel label = fields.get(name);
        return label != null ? label : RecordLabelReader.unknown(name);
    }

    /**
     * Returns the label of what a field or getter reads; empty for a getter that belongs to no labelled field, such as one
     * that calculates from several.
     */
    public Optional<FieldLabel> labelOf(Member member) {
        String name = member instanceof Method getter ? TypeMembers.property(getter) : member.getName();
        return Optional.ofNullable(fields.get(name));
    }

    /** Returns the member marked as customer key, also where the type itself is not labelled. */
    public Optional<CustomerKeyField> customerKey() {
        return customerKeys.stream().findFirst();
    }

    /** Names the member that leads to the customer and the attributes to follow from there. */
    public record CustomerKeyField(String name, String path) {}
}
