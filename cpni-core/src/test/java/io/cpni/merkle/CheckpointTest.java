package io.cpni.merkle;

import static io.cpni.merkle.Signers.ORIGIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cpni.merkle.NoteException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    private static final String ROOT = "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=";
    private static final SignedNote.Line LINE = new SignedNote.Line("a", 1, new byte[64]);

    private static void assertRefused(Reason reason, SignedNote note, TrustedKeys trusted) {
        assertThatExceptionOfType(NoteException.class)
                .isThrownBy(() -> Checkpoint.open(note, trusted))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void whatWasSignedIsOpenedByItsKey() {
        Checkpoint checkpoint = Signers.checkpoint(300);
        SignedNote note =
                SignedNote.parse(checkpoint.sign(List.of(Signers.of(1))).render());

        assertThat(Checkpoint.open(note, Signers.trusting(1))).isEqualTo(checkpoint);
        assertThat(Checkpoint.open(
                        note, TrustedKeys.of(NoteKey.of(ORIGIN, Signers.of(1).publicKey()))))
                .isEqualTo(checkpoint);
    }

    @Test
    void oneKeyServesEveryLogUnderItsOwnName() {
        Checkpoint other = new Checkpoint("example.com/cpni/node-b", 8, NodeHash.ofBase64(ROOT));
        SignedNote note = other.sign(List.of(Signers.of(1)));

        assertThat(Checkpoint.open(note, Signers.trusting(1))).isEqualTo(other);
        assertThat(note.lines().get(0).name()).isEqualTo("example.com/cpni/node-b");
    }

    @Test
    void aNoteOfAnUnknownKeyIsRefused() {
        assertRefused(Reason.NO_TRUSTED_SIGNATURE, Signers.note(3), Signers.trusting(2));
    }

    @Test
    void aChangedNoteIsRefused() {
        SignedNote changed = SignedNote.parse(Signers.note(3).render().replace("\n3\n", "\n2\n"));

        assertRefused(Reason.BAD_SIGNATURE, changed, Signers.trusting(1));
    }

    @Test
    void aKeyDoesNotSpeakForAnotherLog() {
        Checkpoint ofB = new Checkpoint("example.com/cpni/node-b", 8, NodeHash.ofBase64(ROOT));
        NoteKey ofA = NoteKey.of(ORIGIN, Signers.of(1).publicKey());
        // What the holder of node-a's key could write of node-b: a good signature, but under the name of node-a.
        byte[] signature = Signers.of(1).sign(ofB.text().getBytes(UTF_8));
        SignedNote note = new SignedNote(ofB.text(), List.of(new SignedNote.Line(ORIGIN, ofA.id(), signature)));

        assertThat(note.verifiedBy(List.of(ofA))).containsExactly(ofA);
        assertRefused(Reason.NO_TRUSTED_SIGNATURE, note, TrustedKeys.of(ofA));
        assertRefused(Reason.NO_TRUSTED_SIGNATURE, note, Signers.trusting(1));
    }

    @Test
    void aWitnessDoesNotSpeakForTheLog() {
        Checkpoint checkpoint = Signers.checkpoint(3);
        NoteKey witness = NoteKey.ofCosigner(ORIGIN, Signers.of(3).publicKey());
        byte[] cosignature = HttpWitnesses.cosignature(3, 1, checkpoint.text().getBytes(UTF_8));
        SignedNote note =
                new SignedNote(checkpoint.text(), List.of(new SignedNote.Line(ORIGIN, witness.id(), cosignature)));

        assertThat(note.verifiedBy(List.of(witness))).containsExactly(witness);
        assertRefused(Reason.NO_TRUSTED_SIGNATURE, note, TrustedKeys.of(witness));
    }

    @Test
    void aKeyIsReplacedByACheckpointThatBothSign() {
        Checkpoint checkpoint = Signers.checkpoint(5);
        SignedNote both = checkpoint.sign(List.of(Signers.of(2), Signers.of(1)));
        SignedNote next = Signers.checkpoint(6).sign(List.of(Signers.of(2)));

        assertThat(both.lines()).hasSize(2);
        assertThat(Checkpoint.open(both, Signers.trusting(1))).isEqualTo(checkpoint);
        assertThat(Checkpoint.open(both, Signers.trusting(2))).isEqualTo(checkpoint);
        TrustedKeys either = Signers.trusting(1).and(Signers.trusting(2));
        assertThat(Checkpoint.open(both, either)).isEqualTo(checkpoint);
        assertThat(Checkpoint.open(next, either).size()).isEqualTo(6);
        assertRefused(Reason.NO_TRUSTED_SIGNATURE, next, Signers.trusting(1));
    }

    @Test
    void ofTwoTrustedKeysABadLineOfOneRefusesTheNote() {
        NoteKey second = NoteKey.of(ORIGIN, Signers.of(2).publicKey());
        SignedNote note = Signers.note(5).with(List.of(new SignedNote.Line(ORIGIN, second.id(), new byte[64])));

        assertThat(Checkpoint.open(note, Signers.trusting(1)).size()).isEqualTo(5);
        assertRefused(Reason.BAD_SIGNATURE, note, Signers.trusting(1).and(Signers.trusting(2)));
    }

    @Test
    void aSignerThatSignsSomethingElseIsFoundAtOnce() {
        NoteSigner faulty = new NoteSigner() {
            @Override
            public byte[] publicKey() {
                return Signers.of(1).publicKey();
            }

            @Override
            public byte[] sign(byte[] message) {
                return Signers.of(2).sign(message);
            }
        };

        assertThatIllegalStateException()
                .isThrownBy(() -> Signers.checkpoint(3).sign(List.of(faulty)))
                .withMessageContaining("belong together");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Signers.checkpoint(3).sign(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n8\n",
                "a\n8\n" + ROOT + "\nextension\n",
                "\n8\n" + ROOT + "\n",
                "a b\n8\n" + ROOT + "\n",
                "a+b\n8\n" + ROOT + "\n",
                "a\n08\n" + ROOT + "\n",
                "a\n+8\n" + ROOT + "\n",
                "a\n-8\n" + ROOT + "\n",
                "a\n 8\n" + ROOT + "\n",
                "a\n\n" + ROOT + "\n",
                "a\n\u0668\n" + ROOT + "\n",
                "a\n0x8\n" + ROOT + "\n",
                "a\n9223372036854775808\n" + ROOT + "\n",
                "a\n99999999999999999999\n" + ROOT + "\n",
                "a\n0\n" + ROOT + "\n",
                "a\n8\n\n",
                "a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg\n",
                "a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQw==\n",
                "a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQygA\n",
                "a\n8\n5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328\n"
            })
    void whatIsNoCheckpointIsRefused(String text) {
        assertRefused(Reason.MALFORMED, new SignedNote(text, List.of(LINE)), Signers.trusting(1));
    }

    @Test
    void theLargestAndTheSmallestLogAreWritten() {
        Checkpoint largest = new Checkpoint(ORIGIN, Long.MAX_VALUE, NodeHash.ofBase64(ROOT));
        Checkpoint none = new Checkpoint(ORIGIN, 0, Rfc6962.emptyRoot());

        for (Checkpoint checkpoint : List.of(largest, none)) {
            assertThat(Checkpoint.open(checkpoint.sign(List.of(Signers.of(1))), Signers.trusting(1)))
                    .isEqualTo(checkpoint);
        }
        assertThat(none.text()).isEqualTo(ORIGIN + "\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint(ORIGIN, -1, Rfc6962.emptyRoot()));
    }
}
