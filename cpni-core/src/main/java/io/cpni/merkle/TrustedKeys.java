package io.cpni.merkle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys that whoever verifies believes: with the name of the one log or witness they sign for, or bare, which are
 * believed for every log that signs under its own origin. Keep them where who writes the log cannot change them.
 */
public final class TrustedKeys {

    private final Set<NoteKey> named;
    private final List<byte[]> bare;

    private TrustedKeys(Set<NoteKey> named, List<byte[]> bare) {
        this.named = named;
        this.bare = bare;
    }

    /**
     * Trusts a key with its name.
     *
     * @throws IllegalArgumentException if the text is no such key
     */
    public static TrustedKeys ofVkey(String vkey) {
        return of(NoteKey.ofVkey(vkey));
    }

    /** Trusts a key with its name. */
    public static TrustedKeys of(NoteKey key) {
        return new TrustedKeys(Set.of(key), List.of());
    }

    /**
     * Trusts a public key, whatever log signs with it.
     *
     * @param pem a file with one {@code PUBLIC KEY} of Ed25519
     * @throws IllegalArgumentException if it holds anything else
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static TrustedKeys ofPublicKey(Path pem) {
        byte[] encoded = PemFile.read(pem, "PUBLIC KEY");
        try {
            return of(Ed25519.raw(Ed25519.decodeX509(encoded)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(pem + ": " + e.getMessage(), e);
        }
    }

    /**
     * Trusts a public key, whatever log signs with it.
     *
     * @param publicKey 32 bytes
     * @throws IllegalArgumentException if they are no key
     */
    public static TrustedKeys of(byte[] publicKey) {
        return new TrustedKeys(Set.of(), List.of(Ed25519.raw(Ed25519.decode(publicKey))));
    }

    /** Trusts these keys and those. */
    public TrustedKeys and(TrustedKeys others) {
        Set<NoteKey> allNamed = new LinkedHashSet<>(named);
        allNamed.addAll(others.named);
        List<byte[]> allBare = new ArrayList<>(bare);
        allBare.addAll(others.bare);
        return new TrustedKeys(allNamed, allBare);
    }

    /** Returns the keys that may speak of a log: the bare ones under its origin, and all that have names. */
    Set<NoteKey> forOrigin(String origin) {
        Set<NoteKey> keys = new LinkedHashSet<>(named);
        bare.forEach(key -> keys.add(NoteKey.of(origin, key)));
        return keys;
    }
}
