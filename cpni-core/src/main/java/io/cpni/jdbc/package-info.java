/**
 * How the stores reach their tables: short transactions of their own on the unguarded DataSource, and the schema of the
 * tables of facts that stand beside the data.
 *
 * <p>Used by the stores of other packages and by whoever creates the schema; applications read and write facts through
 * those stores.
 */
@NullMarked
package io.cpni.jdbc;

import org.jspecify.annotations.NullMarked;
