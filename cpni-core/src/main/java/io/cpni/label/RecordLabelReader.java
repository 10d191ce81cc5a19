package io.cpni.label;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the label annotations of one type: from fields, record components and getters, of its superclasses and interfaces
 * too.
 *
 * <p>Labels of one member in several classes are united, so that a subclass can add to what its superclass says but never
 * take from it. Within one class a member's field, getter and record component must not contradict each other.
 */
final class RecordLabelReader {

    private final Class<?> type;
    private final List<Class<?>> levels;

    /** One class's part in a member. */
    private record Place(List<AnnotatedElement> elements) {}

    RecordLabelReader(Class<?> type) {
        this.type = type;
        this.levels = TypeMembers.levels(type);
    }

    RecordLabels read() {
        Map<String, List<Place>> members = members();
        List<RecordLabels.CustomerKeyField> keys = customerKeys(members);
        checkTypeDeclaration();
        Map<String, FieldLabel> fields = new LinkedHashMap<>();
        if (isLabelled(members)) {
            members.forEach((name, places) -> fields.put(name, label(name, places)));
            return new RecordLabels(type, categoriesOfType(), fields, keys);
        }
        // What is declared not to be customer data stays so where a record embeds this type.
        members.forEach((name, places) -> {
            if (places.stream().anyMatch(place -> one(name, place, NotCpni.class) != null)) {
                fields.put(name, label(name, places));
            }
        });
        return new RecordLabels(type, Set.of(), fields, keys);
    }

    static FieldLabel unknown(String name) {
        return new FieldLabel(
                name,
                Set.of(DataCategory.CALL_DETAIL),
                MaskStyle.BY_TYPE,
                AuthFactor.NONE,
                ColumnRole.NONE,
                FieldLabel.Origin.UNKNOWN);
    }

    private boolean isLabelled(Map<String, List<Place>> members) {
        return levels.stream().anyMatch(level -> level.getDeclaredAnnotation(Cpni.class) != null)
                || members.entrySet().stream()
                        .anyMatch(member -> member.getValue().stream()
                                .anyMatch(place -> one(member.getKey(), place, Cpni.class) != null));
    }

    private void checkTypeDeclaration() {
        NotCpni notCpni = type.getDeclaredAnnotation(NotCpni.class);
        if (notCpni == null) {
            return;
        }
        if (notCpni.reason().isBlank()) {
            throw new IllegalArgumentException(type.getName() + ": @NotCpni needs a reason");
        }
        if (isLabelled(members())) {
            throw new IllegalArgumentException(type.getName() + " is declared @NotCpni but carries @Cpni labels");
        }
    }

    // Labels of members

    private FieldLabel label(String name, List<Place> places) {
        FieldLabel label = null;
        for (Place place : places) {
            FieldLabel here = label(name, place);
            label = label == null ? here : unite(label, here);
        }
        return label == null ? unknown(name) : label;
    }

    private FieldLabel label(String name, Place place) {
        Cpni cpni = one(name, place, Cpni.class);
        NotCpni notCpni = one(name, place, NotCpni.class);
        if (notCpni != null) {
            if (cpni != null) {
                throw new IllegalArgumentException(member(name) + " carries both @Cpni and @NotCpni");
            }
            if (notCpni.reason().isBlank()) {
                throw new IllegalArgumentException(member(name) + ": @NotCpni needs a reason");
            }
            return new FieldLabel(
                    name, Set.of(), MaskStyle.BY_TYPE, AuthFactor.NONE, ColumnRole.NONE, FieldLabel.Origin.NOT_CPNI);
        }
        if (cpni != null) {
            Set<DataCategory> own = cpni.value().length == 0 ? categoriesOfType() : categories(cpni);
            return new FieldLabel(name, own, cpni.mask(), cpni.authFactor(), cpni.role(), FieldLabel.Origin.FIELD);
        }
        return ofType(name);
    }

    /** Returns the label of a member without one of its own: what the labels of the type say together. */
    private FieldLabel ofType(String name) {
        FieldLabel label = null;
        for (Class<?> level : levels) {
            Cpni cpni = level.getDeclaredAnnotation(Cpni.class);
            if (cpni != null) {
                FieldLabel here = new FieldLabel(
                        name,
                        categories(cpni),
                        cpni.mask(),
                        cpni.authFactor(),
                        ColumnRole.NONE,
                        FieldLabel.Origin.TYPE);
                label = label == null ? here : unite(label, here);
            }
        }
        return label == null ? unknown(name) : label;
    }

    private FieldLabel unite(FieldLabel one, FieldLabel other) {
        Set<DataCategory> categories = EnumSet.noneOf(DataCategory.class);
        categories.addAll(one.categories());
        categories.addAll(other.categories());
        return new FieldLabel(
                one.name(),
                categories,
                agree(one.name(), "mask", MaskStyle.BY_TYPE, one.mask(), other.mask()),
                agree(one.name(), "authFactor", AuthFactor.NONE, one.authFactor(), other.authFactor()),
                agree(one.name(), "role", ColumnRole.NONE, one.role(), other.role()),
                Collections.min(List.of(one.origin(), other.origin())));
    }

    private <E> E agree(String name, String element, E unset, E one, E other) {
        if (one.equals(unset)) {
            return other;
        }
        if (other.equals(unset) || one.equals(other)) {
            return one;
        }
        throw new IllegalArgumentException(member(name) + " is given two different values for " + element);
    }

    // Labels of types

    private Set<DataCategory> categoriesOfType() {
        return ofType("the type").categories();
    }

    private static Set<DataCategory> categories(Cpni cpni) {
        return cpni.value().length == 0 ? Set.of(DataCategory.CALL_DETAIL) : EnumSet.copyOf(List.of(cpni.value()));
    }

    // Customer keys

    private List<RecordLabels.CustomerKeyField> customerKeys(Map<String, List<Place>> members) {
        List<RecordLabels.CustomerKeyField> keys = new ArrayList<>();
        members.forEach((name, places) -> {
            CustomerKey key = null;
            for (Place place : places) {
                CustomerKey here = one(name, place, CustomerKey.class);
                key = here == null ? key : here;
            }
            if (key != null) {
                keys.add(new RecordLabels.CustomerKeyField(name, key.path()));
            }
        });
        if (keys.size() > 1) {
            throw new IllegalArgumentException(type.getName() + " has " + keys.size()
                    + " @CustomerKey members; a record belongs to one customer, so mark one");
        }
        return keys;
    }

    // Members

    /** Collects the places of each member, most general class first. */
    private Map<String, List<Place>> members() {
        Map<String, List<Place>> members = new LinkedHashMap<>();
        for (Class<?> level : levels) {
            elements(level)
                    .forEach((name, elements) -> members.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(new Place(elements)));
        }
        return members;
    }

    /** Groups what one class declares by member: a field, its getter and its record component are one. */
    private static Map<String, List<AnnotatedElement>> elements(Class<?> level) {
        Map<String, List<AnnotatedElement>> elements = new LinkedHashMap<>();
        for (Field field : TypeMembers.fields(level)) {
            elements.computeIfAbsent(field.getName(), key -> new ArrayList<>()).add(field);
        }
        for (RecordComponent component : TypeMembers.components(level)) {
            elements.computeIfAbsent(component.getName(), key -> new ArrayList<>())
                    .add(component);
        }
        for (Method method : TypeMembers.getters(level)) {
            String property = TypeMembers.property(method);
            boolean labelled = method.isAnnotationPresent(Cpni.class)
                    || method.isAnnotationPresent(NotCpni.class)
                    || method.isAnnotationPresent(CustomerKey.class);
            if (labelled) {
                elements.computeIfAbsent(property, key -> new ArrayList<>()).add(method);
            }
        }
        return elements;
    }

    private <A extends Annotation> @Nullable A one(String name, Place place, Class<A> annotation) {
        A found = null;
        for (AnnotatedElement element : place.elements()) {
            A here = element.getDeclaredAnnotation(annotation);
            if (here == null) {
                continue;
            }
            if (found != null && !found.equals(here)) {
                throw new IllegalArgumentException(
                        member(name) + " carries @" + annotation.getSimpleName() + " twice with different values");
            }
            found = here;
        }
        return found;
    }

    private String member(String name) {
        return type.getName() + "." + name;
    }
}
