package io.cpni.approval;

import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says what a notice, an answer or a refusal is about. An absent component covers everything of its kind.
 *
 * @param recipients kinds of recipients covered
 * @param entities named recipients covered; they do not bind our own staff
 * @param purposes uses covered
 * @param categories data covered
 */
public record ApprovalScope(
        Optional<Set<RecipientKind>> recipients,
        Optional<Set<String>> entities,
        Optional<Set<Purpose>> purposes,
        Optional<Set<DataCategory>> categories) {

    private static final Set<DataCategory> NAMED_ONLY = Set.of(DataCategory.LOCATION, DataCategory.CRASH_ALERT);

    private static final int LONGEST_ENTITY = 200;
    private static final String ALL = "*";

    /** Copies the components and checks that the names of entities can be stored. */
    public ApprovalScope {
        recipients = recipients.map(Set::copyOf);
        entities = entities.map(Set::copyOf);
        entities.ifPresent(names -> names.forEach(name -> LedgerText.check("entity of a scope", name, LONGEST_ENTITY)));
        purposes = purposes.map(Set::copyOf);
        categories = categories.map(Set::copyOf);
    }

    /** Returns the scope that covers everything, location too: what an unqualified refusal is about. */
    public static ApprovalScope everything() {
        return new ApprovalScope(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Returns this scope as a notice may claim it: location and crash alerts are covered only where the notice names
     * them (47 U.S.C. 222(f)).
     */
    public ApprovalScope asNotice() {
        if (categories.isPresent()) {
            return this;
        }
        Set<DataCategory> unnamed = EnumSet.allOf(DataCategory.class);
        unnamed.removeAll(NAMED_ONLY);
        return new ApprovalScope(recipients, entities, purposes, Optional.of(unnamed));
    }

    /** Tells whether the use asked for lies within this scope. */
    public boolean covers(ApprovalAsk ask) {
        RecipientKind kind = ask.recipient().kind();
        return covers(recipients, kind)
                && covers(purposes, ask.purpose())
                && covers(categories, ask.category())
                && (kind == RecipientKind.STAFF
                        || entities.isEmpty()
                        || ask.recipient()
                                .name()
                                .filter(entities.get()::contains)
                                .isPresent());
    }

    private static <T> boolean covers(Optional<Set<T>> component, T value) {
        return component.isEmpty() || component.get().contains(value);
    }

    /** Tells whether no use at all lies within this scope. */
    boolean coversNothing() {
        return recipients.filter(Set::isEmpty).isPresent()
                || purposes.filter(Set::isEmpty).isPresent()
                || categories.filter(Set::isEmpty).isPresent()
                || (entities.filter(Set::isEmpty).isPresent() && !covers(recipients, RecipientKind.STAFF));
    }

    /** Returns the scope of what lies within both. */
    ApprovalScope intersect(ApprovalScope other) {
        return new ApprovalScope(
                common(recipients, other.recipients),
                common(entities, other.entities),
                common(purposes, other.purposes),
                common(categories, other.categories));
    }

    private static <T> Optional<Set<T>> common(Optional<Set<T>> one, Optional<Set<T>> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return Optional.of(one.get().stream().filter(other.get()::contains).collect(Collectors.toUnmodifiableSet()));
    }

    /** Returns a text that is equal for equal scopes, to store and compare them by; one line. */
    public String canonical() {
        return "recipients=" + list(recipients) + ";entities=" + list(entities) + ";purposes=" + list(purposes)
                + ";categories=" + list(categories);
    }

    /**
     * Returns the scope whose canonical text this is.
     *
     * @throws IllegalArgumentException if the text is not a canonical one, or names what this version does not know
     */
    public static ApprovalScope parse(String canonical) {
        List<String> parts = split(canonical, ';');
        if (parts.size() != 4) {
            throw new IllegalArgumentException("a scope has four components, not " + parts.size());
        }
        return new ApprovalScope(
                component(parts.get(0), "recipients=", RecipientKind::valueOf),
                component(parts.get(1), "entities=", Function.identity()),
                component(parts.get(2), "purposes=", Purpose::valueOf),
                component(parts.get(3), "categories=", DataCategory::valueOf));
    }

    private static String list(Optional<? extends Set<?>> component) {
        if (component.isEmpty()) {
            return ALL;
        }
        Set<String> sorted = new TreeSet<>();
        for (Object value : component.get()) {
            sorted.add((value instanceof Enum<?> constant ? constant.name() : value.toString())
                    .replaceAll("[\\\\,;*]", "\\\\$0"));
        }
        return String.join(",", sorted);
    }

    private static <T> Optional<Set<T>> component(String text, String name, Function<String, T> value) {
        if (!text.startsWith(name)) {
            throw new IllegalArgumentException("component '" + name + "' of a scope is missing or misplaced");
        }
        String list = text.substring(name.length());
        if (list.equals(ALL)) {
            return Optional.empty();
        }
        if (list.isEmpty()) {
            return Optional.of(Set.of());
        }
        return Optional.of(split(list, ',').stream()
                .map(item -> value.apply(item.replaceAll("\\\\(.)", "$1")))
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
