package io.cpni.autoconfigure;

import io.cpni.merkle.FileWitness;
import io.cpni.merkle.NoteKey;
import io.cpni.merkle.NoteSigner;
import io.cpni.merkle.TrustedKeys;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;

/**
 * Who signs checkpoints: a bean, a key from the settings, or for a database in memory a key that is forgotten with it.
 *
 * @param origin what names the log to the world
 * @param signer the current key; empty if nobody signs
 * @param previous the key before it, while some trust only that one
 * @param past keys that signed once and sign no more
 */
record CheckpointSigners(
        String origin, Optional<NoteSigner> signer, Optional<NoteSigner> previous, Optional<TrustedKeys> past) {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointSigners.class);

    static CheckpointSigners of(
            Optional<NoteSigner> bean, CpniProperties.Checkpoints settings, String application, DataSource own) {
        String origin = settings.origin() == null ? "cpni.invalid/" + name(application) : settings.origin();
        Optional<NoteSigner> previous = signer(
                "previous-key",
                settings.previousKey(),
                settings.previousKeyPassword() == null ? settings.keyPassword() : settings.previousKeyPassword(),
                Objects.requireNonNullElse(settings.previousKeyAlias(), settings.keyAlias()));
        Optional<NoteSigner> signer =
                bean.or(() -> signer("key", settings.key(), settings.keyPassword(), settings.keyAlias()));
        if (signer.isEmpty() && EmbeddedDatabaseConnection.isEmbedded(own)) {
            LOG.warn("Checkpoints of the audit log in memory are signed by a key that is forgotten with it");
            signer = Optional.of(ThrowAway.SIGNER);
        }
        if (signer.isEmpty() && settings.required()) {
            throw new MissingSigningKeyException();
        }
        Optional<TrustedKeys> past =
                settings.trustedKeys().stream().map(CheckpointSigners::trusted).reduce(TrustedKeys::and);
        return new CheckpointSigners(origin, signer, previous, past);
    }

    /** Returns the one bean that signs, if there is one. */
    static Optional<NoteSigner> only(ObjectProvider<NoteSigner> beans) {
        try {
            return Optional.ofNullable(beans.getIfAvailable());
        } catch (NoUniqueBeanDefinitionException e) {
            throw new IllegalStateException(
                    "several beans could sign the checkpoints of the audit log: "
                            + String.join(", ", Objects.requireNonNullElse(e.getBeanNamesFound(), List.of()))
                            + "; mark one as @Primary, and name the public keys of those that signed before in"
                            + " cpni.audit.checkpoints.trusted-keys",
                    e);
        }
    }

    private static TrustedKeys trusted(String key) {
        try {
            return key.contains("+") && !Files.exists(Path.of(key))
                    ? TrustedKeys.ofVkey(key)
                    : TrustedKeys.ofPublicKey(Path.of(key));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new IllegalStateException(
                    "cpni.audit.checkpoints.trusted-keys has " + key
                            + ", which is neither a file with a public key in PEM nor a vkey, name+hash+key: "
                            + e.getMessage(),
                    e);
        }
    }

    private static String name(String application) {
        String name = application.replaceAll("[^A-Za-z0-9._-]", "-");
        return name.isEmpty() ? "application" : name;
    }

    private static Optional<NoteSigner> signer(
            String property, @Nullable String key, @Nullable String password, String alias) {
        if (key == null) {
            return Optional.empty();
        }
        Path file = Path.of(key);
        if (!key.endsWith(".p12") && !key.endsWith(".pfx")) {
            return Optional.of(NoteSigner.ofPem(file));
        }
        if (password == null) {
            throw new IllegalStateException("cpni.audit.checkpoints." + property
                    + " names a PKCS#12 store, so set cpni.audit.checkpoints." + property + "-password");
        }
        return Optional.of(NoteSigner.ofPkcs12(file, password.toCharArray(), alias));
    }

    /** One for the whole process, in which a database in memory may be opened again. */
    private static final class ThrowAway {

        private static final NoteSigner SIGNER = make();

        private static NoteSigner make() {
            try {
                return NoteSigner.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
            }
        }
    }

    boolean isEmpty() {
        return signer.isEmpty();
    }

    NoteSigner current() {
        return signer.orElseThrow();
    }

    /** Returns the keys that sign, and those that signed once. */
    Optional<TrustedKeys> trusted() {
        return Stream.of(
                        signer.map(key -> TrustedKeys.of(key.publicKey())),
                        previous.map(key -> TrustedKeys.of(key.publicKey())),
                        past)
                .flatMap(Optional::stream)
                .reduce(TrustedKeys::and);
    }

    /** Returns the key that verifiers need, as it is handed on. */
    String vkey(String streamOrigin) {
        return NoteKey.of(streamOrigin, current().publicKey()).vkey();
    }

    Optional<FileWitness> fileWitness(CpniProperties.Checkpoints settings) {
        String directory = settings.witnessDirectory();
        return directory == null
                ? Optional.empty()
                : Optional.of(FileWitness.in(Path.of(directory), trusted().orElseThrow()));
    }
}
