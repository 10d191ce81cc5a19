package io.cpni.autoconfigure;

import io.cpni.sql.RelationCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Collects what is known of the model as it becomes known, and gives the gate a catalog of it. */
final class CatalogHolder implements Supplier<Optional<RelationCatalog>> {

    private final List<String> plainRelations;
    private final ObjectProvider<RelationCatalogCustomizer> customizers;
    private final List<Consumer<RelationCatalog.Builder>> models = new ArrayList<>();
    private volatile @Nullable RelationCatalog catalog;

    CatalogHolder(List<String> plainRelations, ObjectProvider<RelationCatalogCustomizer> customizers) {
        this.plainRelations = List.copyOf(plainRelations);
        this.customizers = customizers;
    }

    /** Adds a model that has been read, and makes a new catalog of all. */
    synchronized void add(Consumer<RelationCatalog.Builder> model) {
        models.add(model);
        catalog = build();
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
        if (known == null) {
            synchronized (this) {
                if (catalog == null) {
                    catalog = build();
                }
                known = catalog;
            }
        }
        return Optional.ofNullable(known);
    }
}
