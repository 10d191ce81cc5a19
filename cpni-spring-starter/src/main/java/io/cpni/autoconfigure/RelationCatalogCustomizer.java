package io.cpni.autoconfigure;

import io.cpni.sql.RelationCatalog;

/** Adds relations to the catalog that the gate resolves names against, for tables that are not mapped by JPA. */
@FunctionalInterface
public interface RelationCatalogCustomizer {

    /**
     * Adds relations.
     *
     * @throws IllegalArgumentException if a relation is declared twice
     */
    void customize(RelationCatalog.Builder catalog);
}
