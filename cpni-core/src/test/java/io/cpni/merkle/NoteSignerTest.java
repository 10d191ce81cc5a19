package io.cpni.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteSignerTest {

    /** Made by {@code openssl genpkey -algorithm ed25519}, for this test alone. */
    private static final String PRIVATE = "MC4CAQAwBQYDK2VwBCIEIJ9pw49Fb91C1zKAK8ZvXLLJn/90DkishuNAFu5Quf4c";

    private static final String PRIVATE_PEM = block("PRIVATE KEY", PRIVATE);

    /** The public key of the one above, by {@code openssl pkey -pubout}. */
    private static final String PUBLIC_PEM =
            block("PUBLIC KEY", "MCowBQYDK2VwAyEA3eV6vD8XzEf8zbX6P38NGbfB3UkijtqXgQoqzqzqNiI=");

    private static final char[] PASSWORD = "for a test".toCharArray();

    @TempDir
    private static Path directory;

    private static Path store;

    @BeforeAll
    static void makeAStore() throws Exception {
        store = directory.resolve("audit.p12");
        keytool("Ed25519", "audit");
        keytool("EC", "elliptic");
    }

    private static void keytool(String algorithm, String alias) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString()),
                        Stream.of(
                                "-J-XX:TieredStopAtLevel=1",
                                "-genkeypair",
                                "-keyalg",
                                algorithm,
                                "-alias",
                                alias,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-dname",
                                "CN=cpni audit",
                                "-storepass",
                                new String(PASSWORD)))
                .toList();
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    private static Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static String pem(String label, Key key) {
        return block(label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded()));
    }

    private static String block(String label, String base64) {
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    private static void assertSigns(NoteSigner signer, TrustedKeys trusted) {
        Checkpoint checkpoint = Signers.checkpoint(3);

        assertThat(Checkpoint.open(checkpoint.sign(List.of(signer)), trusted)).isEqualTo(checkpoint);
    }

    private static void assertRefused(String message, Runnable what) {
        assertThatIllegalArgumentException()
                .isThrownBy(what::run)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(messages(e)).doesNotContain(new String(PASSWORD), PRIVATE));
    }

    private static String messages(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
                .map(Throwable::toString)
                .toList()
                .toString();
    }

    @Test
    void theKeysThatOpensslMadeSignAndVerify() throws IOException {
        NoteSigner signer = NoteSigner.ofPem(file("openssl.pem", PRIVATE_PEM));

        assertSigns(signer, TrustedKeys.ofPublicKey(file("openssl.pub", PUBLIC_PEM)));
        assertSigns(signer, TrustedKeys.of(signer.publicKey()));
    }

    @Test
    void theKeyThatKeytoolMadeSignsAndVerifies() {
        char[] password = PASSWORD.clone();
        NoteSigner signer = NoteSigner.ofPkcs12(store, password, "audit");
        Arrays.fill(password, 'x');

        assertSigns(signer, TrustedKeys.of(signer.publicKey()));
        assertSigns(NoteSigner.ofPkcs12(store, PASSWORD, "audit"), TrustedKeys.of(signer.publicKey()));
    }

    @Test
    void thePublicKeyOfAPrivateOneIsComputed() throws IOException {
        for (int i = 1; i < 5; i++) {
            KeyPair keys = Signers.keys(i);
            NoteSigner signer = NoteSigner.ofPem(file("key.pem", pem("PRIVATE KEY", keys.getPrivate())));

            assertThat(signer.publicKey()).isEqualTo(Ed25519.raw(keys.getPublic()));
        }
    }

    @Test
    void whatIsNoPrivateKeyInPemIsRefused() throws Exception {
        Path elliptic = file("ec.pem", pem("PRIVATE KEY", elliptic().getPrivate()));
        Path encrypted = file("encrypted.pem", PRIVATE_PEM.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"));
        Path twice = file("twice.pem", PRIVATE_PEM + PRIVATE_PEM);
        Path none = file("none.pem", "no key");
        Path publicKey = file("public.pem", PUBLIC_PEM);
        Path cut = file("cut.pem", PRIVATE_PEM.replaceFirst("\n....", "\n"));

        assertRefused("holds no Ed25519 private key", () -> NoteSigner.ofPem(elliptic));
        assertRefused("keep a key that needs a password in a PKCS#12 file", () -> NoteSigner.ofPem(encrypted));
        assertRefused("more than one block", () -> NoteSigner.ofPem(twice));
        assertRefused("no PEM file", () -> NoteSigner.ofPem(none));
        assertRefused("\"PRIVATE KEY\" is needed", () -> NoteSigner.ofPem(publicKey));
        assertRefused("holds no Ed25519 private key", () -> NoteSigner.ofPem(cut));
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> NoteSigner.ofPem(directory.resolve("missing.pem")))
                .withMessageContaining("missing.pem");
    }

    @Test
    void whatIsNoPublicKeyInPemIsRefused() throws Exception {
        Path elliptic = file("ec.pub", pem("PUBLIC KEY", elliptic().getPublic()));
        Path privateKey = file("private.pem", PRIVATE_PEM);

        assertRefused("no Ed25519 public key", () -> TrustedKeys.ofPublicKey(elliptic));
        assertRefused("who verifies must not have", () -> TrustedKeys.ofPublicKey(privateKey));
    }

    @Test
    void whatIsNoKeyInAStoreIsRefused() throws IOException {
        Path noStore = file("no.p12", "no store");

        assertRefused("no private key called \"nobody\"", () -> NoteSigner.ofPkcs12(store, PASSWORD, "nobody"));
        assertRefused("the password is wrong", () -> NoteSigner.ofPkcs12(store, "wrong".toCharArray(), "audit"));
        assertRefused("signed with Ed25519", () -> NoteSigner.ofPkcs12(store, PASSWORD, "elliptic"));
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> NoteSigner.ofPkcs12(noStore, PASSWORD, "audit"))
                .withMessageContaining("no.p12");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> NoteSigner.ofPkcs12(directory.resolve("missing.p12"), PASSWORD, "audit"));
    }

    @Test
    void keysThatAreNoPairAreRefused() throws GeneralSecurityException {
        KeyPair mixed = new KeyPair(Signers.keys(1).getPublic(), Signers.keys(2).getPrivate());
        KeyPair elliptic = elliptic();
        // As long as a key of Ed25519, but to agree on keys with.
        KeyPair agreement = new KeyPair(
                KeyPairGenerator.getInstance("X25519").generateKeyPair().getPublic(),
                Signers.keys(2).getPrivate());

        assertRefused("not a pair", () -> NoteSigner.of(mixed));
        assertRefused("key for EC", () -> NoteSigner.of(elliptic));
        assertRefused("key for XDH", () -> NoteSigner.of(agreement));
    }

    @Test
    void nobodyChangesAKeyThatIsTrusted() {
        byte[] key = Signers.of(1).publicKey();
        TrustedKeys trusted = TrustedKeys.of(key);
        key[0] ^= 1;

        assertSigns(Signers.of(1), trusted);
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedKeys.of(new byte[31]));
    }

    private static KeyPair elliptic() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("EC").generateKeyPair();
    }
}
