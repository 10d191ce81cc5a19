package io.cpni.merkle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/** Makes signers of key files. No message holds a key, a password or what stands in a file. */
final class SignerFiles {

    private SignerFiles() {}

    static NoteSigner ofPem(Path pkcs8) {
        byte[] encoded = PemFile.read(pkcs8, "PRIVATE KEY");
        try {
            PrivateKey key = Ed25519.factory().generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return KeyPairSigner.of(new KeyPair(publicKeyOf(key), key));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException(
                    pkcs8
                            + " holds no Ed25519 private key in the form of PKCS#8; make one by: openssl genpkey -algorithm"
                            + " ed25519 -out " + pkcs8.getFileName(),
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(pkcs8 + ": " + e.getMessage(), e);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /**
     * Computes the public key of a private key, which a PEM file need not hold. The JDK has no call for that, but its
     * generator makes the pair of the 32 bytes that its source of chance gives it. {@link KeyPairSigner} then sees whether
     * it did.
     */
    private static PublicKey publicKeyOf(PrivateKey key) {
        byte[] seed = ((EdECPrivateKey) key)
                .getBytes()
                .orElseThrow(() -> new IllegalArgumentException("the key does not show its bytes; use a PKCS#12 file"));
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
            return generator.generateKeyPair().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "this Java runtime cannot compute the public key; use a PKCS#12 file, which holds it", e);
        }
    }

    static NoteSigner ofPkcs12(Path store, char[] password, String alias) {
        try {
            KeyStore keys = load(store, password);
            Key key = keys.getKey(alias, password);
            Certificate certificate = keys.getCertificate(alias);
            if (!(key instanceof PrivateKey signing) || certificate == null) {
                throw new IllegalArgumentException(store + " has no private key called \"" + alias + "\"");
            }
            return KeyPairSigner.of(new KeyPair(certificate.getPublicKey(), signing));
        } catch (UnrecoverableKeyException e) {
            throw new IllegalArgumentException(store + ": the password does not open the key \"" + alias + "\"", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(store + " is no PKCS#12 file that this Java runtime can read", e);
        }
    }

    private static KeyStore load(Path store, char[] password) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password);
            return keys;
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new IllegalArgumentException(store + ": the password is wrong", e);
            }
            throw new UncheckedIOException("cannot read the key file " + store, e);
        }
    }

    /** Gives the same bytes for chance, to whoever asks for as many. */
    private static final class Seed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalArgumentException(
                        "this Java runtime makes keys in another way; use a PKCS#12 file, which holds the public key");
            }
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}
