/**
 * What happened: every access to a customer's records and every denial, as records that are durable before any data is
 * released and that show when somebody has changed them.
 *
 * <p>Whoever releases data appends an {@link io.cpni.audit.AuditEntry} of kind {@link io.cpni.audit.AuditKind#ACCESS}
 * to an {@link io.cpni.audit.AuditLog} first, and amends it with an {@link io.cpni.audit.AuditKind#OUTCOME} when it is
 * known whose records were released. If the log cannot take the first, nothing is released. Whoever has something else
 * to do meanwhile {@linkplain io.cpni.audit.AuditLog#submit submits} the first and waits for its receipt; an outcome of
 * reading may be {@linkplain io.cpni.audit.AuditLog#amend handed over} without waiting.
 *
 * <pre>{@code
 * AuditEntry intent = AuditEntry.access(clock.instant())
 *         .context(context)
 *         .operation(Operation.READ)
 *         .relation("call_record")
 *         .build();
 * AuditPosition position = log.append(intent);
 * // … release the data …
 * log.append(AuditEntry.outcomeOf(position, intent, clock.instant())
 *         .customers(CustomersConcerned.of(rowsByCustomer))
 *         .build());
 * }</pre>
 *
 * <p>An entry carries names of tables and columns, ids, rules and counts; what may hold a value, such as a justification or
 * a statement that names nobody, a log keeps encrypted only, and customers as numbers.
 *
 * <p>On its way to the database an entry becomes a {@code Prepared} on the caller's thread, is numbered and completed by
 * {@code LeafMaker} on the one thread that writes the stream, and inserted by {@code TreeWriter} with the tiles of the tree
 * that it completes. {@code RecordOpener} leads back. {@link io.cpni.audit.Checkpointer} signs the tree,
 * {@link io.cpni.audit.AuditVerifier} checks it, {@link io.cpni.audit.SegmentIndexer} makes the index by which
 * {@link io.cpni.audit.AuditFinder} finds, {@link io.cpni.audit.AuditErasure} and {@link io.cpni.audit.AuditPurge} forget.
 * The bytes are specified in {@code docs/audit-format.md}.
 */
@NullMarked
package io.cpni.audit;

import org.jspecify.annotations.NullMarked;
