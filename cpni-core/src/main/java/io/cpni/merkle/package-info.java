/**
 * Proof that a log only grew: a Merkle tree over the hashes of its records, as RFC 6962 draws it, and checkpoints of it,
 * signed and shown to witnesses, as C2SP writes them. Knows records by their hashes alone, and nothing else of this
 * library.
 *
 * <p>Whoever writes a log appends each record's hash to a {@link io.cpni.merkle.TreeFrontier}, keeps the tiles it hands
 * out, and signs now and then a {@link io.cpni.merkle.Checkpoint} of its root. Whoever checks the log computes the same
 * root from the records and opens the checkpoint with {@link io.cpni.merkle.TrustedKeys}. Who holds only two
 * checkpoints, as a {@link io.cpni.merkle.CheckpointWitness} does, is shown by a
 * {@link io.cpni.merkle.ConsistencyProof} that the later log begins with the earlier one.
 *
 * <pre>{@code
 * frontier.append(Rfc6962.leaf(record), tiles::keep);
 * Checkpoint checkpoint = new Checkpoint("example.com/cpni/node-a", frontier.size(), frontier.root());
 * SignedNote note = checkpoint.sign(List.of(signer));
 * witness.publish(note, from -> proofs.consistency(from, checkpoint.size()));
 * }</pre>
 *
 * <p>The format, with test vectors, is in {@code docs/audit-checkpoints.md}.
 */
@NullMarked
package io.cpni.merkle;

import org.jspecify.annotations.NullMarked;
