package io.cpni.merkle;

import java.nio.file.Path;
import java.security.KeyPair;

/**
 * Signs checkpoints with one Ed25519 key, which may lie in a file or in a module or service that never gives it away. One
 * key serves all logs, as each signs under its own name.
 *
 * <p>Who implements this may be asked by several threads at once, and may take its time: no record waits for a checkpoint.
 */
public interface NoteSigner {

    /** Returns the public key: 32 bytes. */
    byte[] publicKey();

    /**
     * Signs a message as it is.
     *
     * @return 64 bytes
     * @throws RuntimeException if it can't now; nothing is published then, and it is asked again for the next checkpoint
     */
    byte[] sign(byte[] message);

    /**
     * Reads a private key without a password.
     *
     * @param pkcs8 a PEM file with one {@code PRIVATE KEY} (PKCS#8) of Ed25519
     * @throws IllegalArgumentException if it holds anything else
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    static NoteSigner ofPem(Path pkcs8) {
        return SignerFiles.ofPem(pkcs8);
    }

    /**
     * Reads a private key and its certificate. The certificate's public key counts, not its names or dates.
     *
     * @param store a PKCS#12 file
     * @param password of the file and of the key in it; the caller wipes it
     * @param alias what the key is called in the file
     * @throws IllegalArgumentException if it holds no such key of Ed25519, or the password is wrong
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    static NoteSigner ofPkcs12(Path store, char[] password, String alias) {
        return SignerFiles.ofPkcs12(store, password, alias);
    }

    /**
     * Signs with a pair of keys.
     *
     * @throws IllegalArgumentException if they aren't of Ed25519, or not one pair
     */
    static NoteSigner of(KeyPair keys) {
        return KeyPairSigner.of(keys);
    }
}
