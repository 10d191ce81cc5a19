package io.cpni.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cpni.merkle.NoteException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a log says of itself: at this size, its tree had this root. Written as C2SP's tlog-checkpoint without extension
 * lines.
 *
 * @param origin the log's name, which is the name of the key it signs with: {@code <deployment>/<stream>}
 * @param size how many records the log has
 * @param root the root of the tree over them
 */
public record Checkpoint(String origin, long size, NodeHash root) {

    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]*");

    /** Checks name and size. */
    public Checkpoint {
        KeyNames.check("origin", origin);
        if (size < 0) {
            throw new IllegalArgumentException("no log has " + size + " records");
        }
        if (size == 0 && !root.equals(Rfc6962.emptyRoot())) {
            throw new IllegalArgumentException("the root of a log without records is the hash of nothing");
        }
    }

    /** Returns the text that is signed: three lines, each with its line feed. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /**
     * Signs the checkpoint. Each signature is verified at once, so that a signer's fault is found before anybody else
     * finds a note that nobody can verify.
     *
     * @param signers one, or two while a key is replaced: the new one and the old one
     * @throws IllegalStateException if what a signer returns isn't verified by its own public key
     */
    public SignedNote sign(List<NoteSigner> signers) {
        if (signers.isEmpty()) {
            throw new IllegalArgumentException("a checkpoint nobody signs says nothing");
        }
        byte[] signed = text().getBytes(UTF_8);
        List<SignedNote.Line> lines = new ArrayList<>();
        for (NoteSigner signer : signers) {
            NoteKey key = NoteKey.of(origin, signer.publicKey());
            byte[] signature = signer.sign(signed.clone());
            if (!key.verifies(signed, signature)) {
                throw new IllegalStateException("the signer's own public key does not verify what it signed for \""
                        + origin + "\"; look whether private and public key belong together");
            }
            lines.add(new SignedNote.Line(origin, key.id(), signature));
        }
        return new SignedNote(text(), lines);
    }

    /**
     * Verifies a note and reads the checkpoint in it.
     *
     * @param trusted keys of which one must have signed under the log's own name
     * @throws NoteException if none has, if a trusted key's signature isn't by it, or if this is no checkpoint
     */
    public static Checkpoint open(SignedNote note, TrustedKeys trusted) {
        Checkpoint checkpoint = unverified(note);
        List<NoteKey> verified = note.verifiedBy(trusted.forOrigin(checkpoint.origin));
        if (verified.stream().noneMatch(checkpoint::isOwnKey)) {
            throw new NoteException(
                    Reason.NO_TRUSTED_SIGNATURE,
                    "no trusted key signed this checkpoint of \"" + checkpoint.origin
                            + "\" under that name; it is signed by "
                            + note.lines().stream()
                                    .map(line -> "\"" + line.name() + "\" " + Integer.toHexString(line.keyId()))
                                    .toList());
        }
        return checkpoint;
    }

    private boolean isOwnKey(NoteKey key) {
        return key.type() == NoteKey.Type.ED25519 && key.name().equals(origin);
    }

    /**
     * Reads the checkpoint in a note whoever signed it. Only to find out whose it is, or how far somebody claims to be.
     *
     * @throws NoteException if this is no checkpoint
     */
    static Checkpoint unverified(SignedNote note) {
        String[] lines = note.text().split("\n", -1);
        if (lines.length != 4) {
            throw NoteException.malformed(
                    "a checkpoint has three lines: origin, size and root. Lines behind them would say"
                            + " what nothing here checks");
        }
        try {
            return new Checkpoint(lines[0], size(lines[1]), NodeHash.ofBase64(lines[2]));
        } catch (IllegalArgumentException e) {
            throw new NoteException(Reason.MALFORMED, "no checkpoint: " + e.getMessage(), e);
        }
    }

    private static long size(String digits) {
        if (!SIZE.matcher(digits).matches()) {
            throw new IllegalArgumentException("a size has digits only, and no 0 before others");
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a size is at most " + Long.MAX_VALUE, e);
        }
    }
}
