/**
 * Labels of the database, derived from a JPA model: {@link io.cpni.data.JpaRelationCatalog} reads what Hibernate mapped,
 * so that the labels put on entities hold for the tables and columns that statements name.
 */
@NullMarked
package io.cpni.data;

import org.jspecify.annotations.NullMarked;
