package io.cpni.autoconfigure;

import io.cpni.merkle.FileWitness;
import io.cpni.merkle.NoteKey;
import io.cpni.merkle.NoteSigner;
import io.cpni.merkle.TrustedKeys;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;

/**
 * Who signs checkpoints: a bean, a key from the settings, or for a database in memory a key that is forgotten with it.
 *
 * @param origin what names the log to the world
 * @param signer the current key; empty if nobody signs
 * @param previous the key before it, while some trust only that one
 */
record CheckpointSigners(String origin, Optional<NoteSigner> signer, Optional<NoteSigner> previous) {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointSigners.class);

    static CheckpointSigners of(
            Optional<NoteSigner> bean, CpniProperties.Checkpoints settings, String application, DataSource own) {
        String origin = settings.origin() == null ? "cpni.invalid/" + name(application) : settings.origin();
        Optional<NoteSigner> previous = signer(settings.previousKey(), settings);
        Optional<NoteSigner> signer = bean.or(() -> signer(settings.key(), settings));
        if (signer.isEmpty() && EmbeddedDatabaseConnection.isEmbedded(own)) {
            LOG.warn("Checkpoints of the audit log in memory are signed by a key that is forgotten with it");
            signer = Optional.of(ThrowAway.SIGNER);
        }
        if (signer.isEmpty() && settings.required()) {
            throw new MissingSigningKeyException();
        }
        return new CheckpointSigners(origin, signer, previous);
    }

    private static String name(String application) {
        String name = application.replaceAll("[^A-Za-z0-9._-]", "-");
        return name.isEmpty() ? "application" : name;
    }

    private static Optional<NoteSigner> signer(@Nullable String key, CpniProperties.Checkpoints settings) {
        if (key == null) {
            return Optional.empty();
        }
        Path file = Path.of(key);
        if (!key.endsWith(".p12") && !key.endsWith(".pfx")) {
            return Optional.of(NoteSigner.ofPem(file));
        }
        String password = settings.keyPassword();
        if (password == null) {
            throw new IllegalStateException("cpni.audit.checkpoints.key names a PKCS#12 store, so set"
                    + " cpni.audit.checkpoints.key-password");
        }
        return Optional.of(NoteSigner.ofPkcs12(file, password.toCharArray(), settings.keyAlias()));
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

    Optional<TrustedKeys> trusted() {
        return signer.map(current -> {
            TrustedKeys keys = TrustedKeys.of(current.publicKey());
            return previous.map(earlier -> keys.and(TrustedKeys.of(earlier.publicKey())))
                    .orElse(keys);
        });
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
