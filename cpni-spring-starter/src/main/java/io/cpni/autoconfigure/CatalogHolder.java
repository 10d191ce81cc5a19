package io.cpni.autoconfigure;

import io.cpni.sql.RelationCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Collects what is known of the model as it becomes known, and gives the gate a catalog of it: none while a JPA model is
 * awaited and none has been read, so that a statement which comes too early is told so, instead of being told that its
 * table is not mapped.
 */
final class CatalogHolder implements Supplier<Optional<RelationCatalog>> {

    /** For who builds the model: what names no relation passes, as Hibernate's question for the server's version. */
    private static final RelationCatalog NO_RELATIONS =
            RelationCatalog.builder().build();

    private final ThreadLocal<Boolean> building = ThreadLocal.withInitial(() -> false);
    private final List<String> plainRelations;
    private final ObjectProvider<RelationCatalogCustomizer> customizers;
    private final BooleanSupplier modelAwaited;
    private final List<Consumer<RelationCatalog.Builder>> models = new ArrayList<>();
    private volatile @Nullable RelationCatalog catalog;

    /**
     * Creates a holder without models.
     *
     * @param plainRelations the relations that are declared to hold no customer data
     * @param customizers what adds further relations
     * @param modelAwaited tells whether a JPA model is going to be added; asked until one is, or the catalog is made
     */
    CatalogHolder(
            List<String> plainRelations,
            ObjectProvider<RelationCatalogCustomizer> customizers,
            BooleanSupplier modelAwaited) {
        this.plainRelations = List.copyOf(plainRelations);
        this.customizers = customizers;
        this.modelAwaited = modelAwaited;
    }

    /** Adds a model that has been read, and makes a new catalog of all. */
    synchronized void add(Consumer<RelationCatalog.Builder> model) {
        models.add(model);
        catalog = build();
    }

    /** Builds a model that is yet to be read, on this thread. */
    <T extends @Nullable Object> T whileBuilding(Supplier<T> build) {
        building.set(true);
        try {
            return build.get();
        } finally {
            building.remove();
        }
    }

    private RelationCatalog build() {
        RelationCatalog.Builder builder = RelationCatalog.builder();
        models.forEach(model -> model.accept(builder));
        plainRelations.forEach(relation -> builder.plain(relation, Map.of()));
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Override
    public Optional<RelationCatalog> get() {
        RelationCatalog known = catalog;
        if (known != null) {
            return Optional.of(known);
        }
        if (building.get()) {
            return Optional.of(NO_RELATIONS);
        }
        return modelAwaited.getAsBoolean() ? Optional.ofNullable(catalog) : Optional.of(withoutModel());
    }

    private synchronized RelationCatalog withoutModel() {
        RelationCatalog known = catalog;
        if (known == null) {
            known = build();
            catalog = known;
        }
        return known;
    }
}
