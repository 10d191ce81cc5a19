/**
 * The gate: a {@link javax.sql.DataSource} through which every statement passes, and in which a statement on labelled
 * tables is changed so that it returns, counts, compares and locks only what the bound context may use.
 *
 * <p>One statement's way: {@link io.cpni.sql.SqlLexer} reads the text strictly and drops comments;
 * {@link io.cpni.sql.SqlParser} reads the small SQL that the gate speaks, every node with its place in the text;
 * {@link io.cpni.sql.StatementAnalyzer} resolves names against the {@link io.cpni.sql.RelationCatalog};
 * {@link io.cpni.sql.StatementRewriter} splices conditions and masks into the text; the guarded JDBC objects bind,
 * record and run it. What any of them does not fully understand is refused.
 */
@NullMarked
package io.cpni.sql;

import org.jspecify.annotations.NullMarked;
