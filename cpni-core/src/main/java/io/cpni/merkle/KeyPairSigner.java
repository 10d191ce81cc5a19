package io.cpni.merkle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.KeyPair;
import java.security.PrivateKey;

/** Signs with a key that lies in this process. */
final class KeyPairSigner implements NoteSigner {

    /** Signed once to see whether the keys are a pair. No checkpoint, as that has three lines. */
    private static final byte[] TRIAL = "cpni: is this a pair of keys?\n".getBytes(US_ASCII);

    private final PrivateKey key;
    private final byte[] publicKey;

    private KeyPairSigner(PrivateKey key, byte[] publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    static KeyPairSigner of(KeyPair keys) {
        byte[] publicKey = Ed25519.raw(keys.getPublic());
        if (!Ed25519.verifies(Ed25519.decode(publicKey), TRIAL, Ed25519.sign(keys.getPrivate(), TRIAL))) {
            throw new IllegalArgumentException("the private key and the public key are not a pair");
        }
        return new KeyPairSigner(keys.getPrivate(), publicKey);
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public byte[] sign(byte[] message) {
        return Ed25519.sign(key, message);
    }
}
