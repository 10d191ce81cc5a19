package io.cpni.merkle;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keys to test with, always the same ones, and notes signed with them. */
final class Signers {

    static final String ORIGIN = "example.com/cpni/node-a";

    private static final Map<Integer, NoteSigner> MADE = new ConcurrentHashMap<>();

    private Signers() {}

    /** The key whose 32 bytes are all this one. */
    static NoteSigner of(int value) {
        return MADE.computeIfAbsent(value, made -> NoteSigner.of(keys(made)));
    }

    static KeyPair keys(int value) {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) value);
        return keys(seed);
    }

    static KeyPair keys(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static TrustedKeys trusting(int value) {
        return TrustedKeys.of(of(value).publicKey());
    }

    static Checkpoint checkpoint(int size) {
        return new Checkpoint(ORIGIN, size, Trees.root(Trees.leaves(size)));
    }

    static SignedNote note(int size) {
        return checkpoint(size).sign(List.of(of(1)));
    }

    private static final class Fixed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Fixed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
