package io.cpni.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteKeyTest {

    /** The published key of golang.org/x/mod/sumdb/note, and a note signed with it. */
    private static final String NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String NEUMANNS_TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;
    private static final String NEUMANNS_NOTE =
            NEUMANNS_TEXT + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAc"
                    + "ElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    /** The seed of the published private key, which is published for tests. */
    private static final byte[] NEUMANNS_SEED =
            Arrays.copyOfRange(Base64.getDecoder().decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"), 1, 33);

    @Test
    void thePublishedNoteIsVerifiedByThePublishedKey() {
        NoteKey key = NoteKey.ofVkey(NEUMANN);
        SignedNote note = SignedNote.parse(NEUMANNS_NOTE);

        assertThat(note.text()).isEqualTo(NEUMANNS_TEXT);
        assertThat(note.verifiedBy(List.of(key))).containsExactly(key);
        assertThat(note.render()).isEqualTo(NEUMANNS_NOTE);
        assertThat(key.vkey()).isEqualTo(NEUMANN).isEqualTo(key.toString());
        assertThat(key.id()).isEqualTo(0xc74f20a3);
        assertThat(key.type()).isEqualTo(NoteKey.Type.ED25519);
    }

    @Test
    void thePublishedPrivateKeySignsThePublishedNote() {
        NoteSigner signer = NoteSigner.of(Signers.keys(NEUMANNS_SEED));

        assertThat(NoteKey.of("PeterNeumann", signer.publicKey()).vkey()).isEqualTo(NEUMANN);
        assertThat(signer.sign(NEUMANNS_TEXT.getBytes(UTF_8)))
                .isEqualTo(SignedNote.parse(NEUMANNS_NOTE).lines().get(0).signature());
    }

    @Test
    void theCheckpointOfTheDocumentationIsSignedAsItSays() throws IOException {
        TreeFrontier tree = TreeFrontier.empty();
        Trees.PUBLISHED_LEAVES.forEach(leaf -> tree.append(Rfc6962.leaf(leaf), (level, tile, hashes) -> {}));
        Checkpoint checkpoint = new Checkpoint(Signers.ORIGIN, tree.size(), tree.root());
        NoteSigner signer = NoteSigner.of(Signers.keys(NEUMANNS_SEED));
        String vkey = NoteKey.of(Signers.ORIGIN, signer.publicKey()).vkey();

        SignedNote note = checkpoint.sign(List.of(signer));

        assertThat(Files.readString(Path.of("docs/audit-checkpoints.md")))
                .contains("```\n" + note.render() + "```\n")
                .contains("    " + vkey + "\n")
                .contains("`" + HexFormat.of().formatHex(NEUMANNS_SEED) + "`");
        assertThat(Checkpoint.open(note, TrustedKeys.ofVkey(vkey))).isEqualTo(checkpoint);
    }

    @Test
    void aKeyOfAnotherTypeOrNameHasAnotherId() {
        byte[] publicKey = Signers.of(1).publicKey();
        NoteKey key = NoteKey.of("a", publicKey);

        assertThat(NoteKey.ofCosigner("a", publicKey).id()).isNotEqualTo(key.id());
        assertThat(NoteKey.of("b", publicKey).id()).isNotEqualTo(key.id());
        assertThat(NoteKey.of("a", Signers.of(2).publicKey()).id()).isNotEqualTo(key.id());
    }

    @Test
    void aWitnessSignsWithTheTimeAndNothingElse() {
        NoteKey witness = NoteKey.ofCosigner("witness", Signers.of(3).publicKey());
        byte[] text = Signers.checkpoint(5).text().getBytes(UTF_8);
        byte[] cosignature = HttpWitnesses.cosignature(3, 1_679_315_147, text);

        assertThat(witness.verifies(text, cosignature)).isTrue();
        assertThat(witness.verifies(Signers.checkpoint(6).text().getBytes(UTF_8), cosignature))
                .isFalse();
        byte[] later = cosignature.clone();
        later[7] ^= 1;
        assertThat(witness.verifies(text, later)).isFalse();
        assertThat(witness.verifies(text, Signers.of(3).sign(text))).isFalse();
        assertThat(NoteKey.of("witness", Signers.of(3).publicKey()).verifies(text, cosignature))
                .isFalse();
        assertThat(NoteKey.ofVkey(witness.vkey())).isEqualTo(witness).hasSameHashCodeAs(witness);
    }

    @Test
    void aSignatureOfWrongLengthOrOfNoPointVerifiesNothing() {
        NoteKey key = NoteKey.of("a", Signers.of(1).publicKey());
        byte[] text = "text\n".getBytes(UTF_8);
        byte[] signature = Signers.of(1).sign(text);

        assertThat(key.verifies(text, signature)).isTrue();
        assertThat(key.verifies(text, Arrays.copyOf(signature, 63))).isFalse();
        assertThat(key.verifies(text, Arrays.copyOf(signature, 65))).isFalse();
        byte[] all = new byte[64];
        Arrays.fill(all, (byte) 0xff);
        assertThat(key.verifies(text, all)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PeterNeumann",
                "PeterNeumann+c74f20a3",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumanN+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX",
                "PeterNeumann+c74f20a3+ARpc",
                "PeterNeumann+c74f20a3+AhpcRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+"
            })
    void whatIsNoKeyIsRefused(String vkey) {
        assertThatIllegalArgumentException().isThrownBy(() -> NoteKey.ofVkey(vkey));
    }

    @Test
    void aKeyOfAnUnknownTypeIsRefusedByItsType() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> NoteKey.ofVkey("PeterNeumann+c74f20a3+AhpcRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW1"))
                .withMessageContaining("type 2");
    }

    @Test
    void bytesThatAreNoPointOfTheCurveAreNoKey() {
        byte[] none = new byte[32];
        none[0] = 2;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NoteKey.of("a", none))
                .withMessage("these 32 bytes are no Ed25519 public key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
            })
    void aPointOfSmallOrderIsNobodysKey(String point) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedKeys.of(HexFormat.of().parseHex(point)))
                .withMessageContaining("made up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\u00a0b", "a\u2003b", "a+b", "a\nb", "a\u0000", "a\u0085", "a\ud800"})
    void aNameIsOneWordWithoutPlus(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NoteKey.of(name, Signers.of(1).publicKey()));
    }
}
