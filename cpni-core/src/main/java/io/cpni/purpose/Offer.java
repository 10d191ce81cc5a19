package io.cpni.purpose;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says what is offered to a customer. A bundle has several parts, and is within a category only if every part is.
 *
 * @param parts everything offered; not empty
 */
public record Offer(Set<OfferPart> parts) {

    /** Checks that something is offered and copies the parts. */
    public Offer {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("an offer has at least one part");
        }
        parts = Set.copyOf(EnumSet.copyOf(parts));
    }

    /** Returns an offer of the given parts. */
    public static Offer of(OfferPart first, OfferPart... rest) {
        return new Offer(EnumSet.of(first, rest));
    }

    /** Tells whether every part is a category of service itself. */
    public boolean isOfServiceCategoriesOnly() {
        return parts.stream().allMatch(part -> part.serviceCategory().isPresent());
    }

    /** Returns the categories of service offered; parts that are none are left out. */
    public Set<ServiceCategory> serviceCategories() {
        return parts.stream()
                .flatMap(part -> part.serviceCategory().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ServiceCategory.class)));
    }

    /** Tells whether every part is of one of the given kinds. */
    public boolean isMadeOf(Set<OfferPart.Kind> kinds) {
        return parts.stream().map(OfferPart::kind).allMatch(kinds::contains);
    }

    /** Tells whether every part is a communications-related service (47 CFR 64.2003(e)). */
    public boolean isCommunicationsRelated() {
        return parts.stream().allMatch(OfferPart::isCommunicationsRelated);
    }
}
