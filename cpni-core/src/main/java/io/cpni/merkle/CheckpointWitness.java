package io.cpni.merkle;

import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Sees a log's checkpoints and remembers how far the log was, in a place that who can change the log cannot change. So a
 * log that was cut or written anew cannot be passed off as the old one.
 *
 * <p>Of one log, checkpoints are published by one thread after the other; of several logs, by several threads at once.
 */
public interface CheckpointWitness {

    /**
     * Returns the last checkpoint of a log that this witness is known to have seen.
     *
     * @param origin the log's name
     * @throws WitnessException if it cannot be asked, or what it remembers is damaged
     */
    Optional<SignedNote> latest(String origin);

    /**
     * Shows a checkpoint. When this returns, the witness remembers it for good.
     *
     * @param note a signed checkpoint
     * @param proofFromSize proves that the log of this checkpoint begins with the one of a smaller size, which the witness
     *     names; what it throws is passed on
     * @return the note, with the witness' own signatures under it if it makes any
     * @throws WitnessException if the witness didn't take it; {@link WitnessException#isAlarm} tells whether the log is to
     *     blame
     */
    SignedNote publish(SignedNote note, LongFunction<ConsistencyProof> proofFromSize);
}
