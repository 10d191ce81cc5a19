package io.cpni.merkle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A name and a public key by which lines under notes are verified. */
public final class NoteKey {

    private static final Pattern VKEY = Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+(.+)");

    private final String name;
    private final Type type;
    private final byte[] raw;
    private final PublicKey key;
    private final int id;

    private NoteKey(String name, Type type, byte[] raw) {
        this.name = KeyNames.check("name of a key", name);
        this.type = type;
        this.raw = raw.clone();
        this.key = Ed25519.decode(raw);
        MessageDigest sha256 = NodeHasher.sha256();
        sha256.update(name.getBytes(UTF_8));
        sha256.update((byte) '\n');
        sha256.update(type.code);
        this.id = ByteBuffer.wrap(sha256.digest(this.raw)).getInt();
    }

    /**
     * Returns the key under which a log signs.
     *
     * @param origin the log's name, which is the key's
     * @param publicKey 32 bytes
     * @throws IllegalArgumentException if either isn't what it should be
     */
    public static NoteKey of(String origin, byte[] publicKey) {
        return new NoteKey(origin, Type.ED25519, publicKey);
    }

    /**
     * Returns the key under which a witness cosigns.
     *
     * @param name the witness' name
     * @param publicKey 32 bytes
     * @throws IllegalArgumentException if either isn't what it should be
     */
    public static NoteKey ofCosigner(String name, byte[] publicKey) {
        return new NoteKey(name, Type.COSIGNATURE, publicKey);
    }

    /**
     * Reads a key written as {@code <name>+<id>+<type and key>}.
     *
     * @throws IllegalArgumentException if it isn't, or its id is another key's, as after a slip of the pen
     */
    public static NoteKey ofVkey(String vkey) {
        Matcher parts = VKEY.matcher(vkey);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a key to verify by is written <name>+<8 hexadecimal digits>+<Base64>");
        }
        byte[] typed = StrictBase64.decode(parts.group(3));
        NoteKey key = new NoteKey(parts.group(1), Type.of(typed[0]), Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.idInHex().equals(parts.group(2))) {
            throw new IllegalArgumentException("the key of \"" + key.name + "\" has the id " + key.idInHex()
                    + ", but is written down with " + parts.group(2) + ": it was changed or cut");
        }
        return key;
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns what the key signs. */
    public Type type() {
        return type;
    }

    /** Returns a copy of the 32 bytes of the public key. */
    public byte[] publicKey() {
        return raw.clone();
    }

    /** Returns the number that lines of this key bear beside its name. */
    public int id() {
        return id;
    }

    /** Returns the key as {@link #ofVkey} reads it. */
    public String vkey() {
        byte[] typed = new byte[1 + raw.length];
        typed[0] = type.code;
        System.arraycopy(raw, 0, typed, 1, raw.length);
        return name + "+" + idInHex() + "+" + StrictBase64.encode(typed);
    }

    /**
     * Tells whether this key signed a text.
     *
     * @param text the note's text, in UTF-8
     * @param signature what stands in the line behind the key's id
     */
    public boolean verifies(byte[] text, byte[] signature) {
        return switch (type) {
            case ED25519 -> Ed25519.verifies(key, text, signature);
            case COSIGNATURE -> verifiesCosigned(text, signature);
        };
    }

    private boolean verifiesCosigned(byte[] text, byte[] signature) {
        if (signature.length != Long.BYTES + Ed25519.SIGNATURE_BYTES) {
            return false;
        }
        ByteBuffer timed = ByteBuffer.wrap(signature);
        long seconds = timed.getLong();
        byte[] signed = new byte[Ed25519.SIGNATURE_BYTES];
        timed.get(signed);
        return seconds >= 0 && Ed25519.verifies(key, cosigned(seconds, text), signed);
    }

    /** Returns what a witness signs: a text of its own, so that its signature is never taken for a log's. */
    static byte[] cosigned(long seconds, byte[] text) {
        byte[] head = ("cosignature/v1\ntime " + seconds + "\n").getBytes(US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + text.length);
        System.arraycopy(text, 0, all, head.length, text.length);
        return all;
    }

    private String idInHex() {
        return HexFormat.of().toHexDigits(id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey that
                && name.equals(that.name)
                && type == that.type
                && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + id;
    }

    @Override
    public String toString() {
        return vkey();
    }

    /** What a key signs. */
    public enum Type {
        /** A log's key: signs the text. */
        ED25519((byte) 1),

        /** A witness' key: signs the text with the time at which it saw it. */
        COSIGNATURE((byte) 4);

        private final byte code;

        Type(byte code) {
            this.code = code;
        }

        private static Type of(byte code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            throw new IllegalArgumentException("keys of type " + code + " are not known, but of 1 (Ed25519) and 4"
                    + " (a witness' Ed25519 with time)");
        }
    }
}
