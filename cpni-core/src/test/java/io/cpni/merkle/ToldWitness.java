package io.cpni.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A witness that does as a test tells it, and otherwise believes all and signs beneath it. */
public final class ToldWitness implements CheckpointWitness {

    private static final NoteSigner SIGNER = Signers.of(3);

    /** What it was shown and took. */
    public final List<SignedNote> shown = new ArrayList<>();

    private WitnessException.@Nullable Kind failing;
    private boolean isForgetful;
    private boolean isDeaf;

    /** Fails so from now on; takes all again if null. */
    public void fail(WitnessException.@Nullable Kind kind) {
        failing = kind;
    }

    /** Fails when it is asked already, not only when it is shown something. */
    public void failEarly(WitnessException.@Nullable Kind kind) {
        failing = kind;
        isDeaf = true;
    }

    /** Names nothing that it has seen, as one by HTTP after a restart of who asks. */
    public void forget() {
        isForgetful = true;
    }

    @Override
    public Optional<SignedNote> latest(String origin) {
        if (failing != null && isDeaf) {
            throw new WitnessException(failing, "told to be " + failing);
        }
        return shown.isEmpty() || isForgetful ? Optional.empty() : Optional.of(shown.get(shown.size() - 1));
    }

    @Override
    public SignedNote publish(SignedNote note, LongFunction<ConsistencyProof> proofFromSize) {
        if (failing != null) {
            throw new WitnessException(failing, "told to be " + failing);
        }
        Checkpoint now = Checkpoint.unverified(note);
        if (!shown.isEmpty()) {
            Checkpoint seen = Checkpoint.unverified(shown.get(shown.size() - 1));
            if (now.size() < seen.size() || !proofFromSize.apply(seen.size()).verifies(seen.root(), now.root())) {
                throw new WitnessException(WitnessException.Kind.INCONSISTENT, "it saw another log");
            }
        }
        NoteKey key = NoteKey.of("witness.example/told", SIGNER.publicKey());
        byte[] text = note.text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        SignedNote cosigned = note.with(List.of(new SignedNote.Line(key.name(), key.id(), SIGNER.sign(text))));
        shown.add(cosigned);
        return cosigned;
    }
}
