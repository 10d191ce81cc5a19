package io.cpni.autoconfigure;

import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that failed for want of a key for the audit log, and offers one. */
final class MissingAuditKeysFailureAnalyzer extends AbstractFailureAnalyzer<MissingAuditKeysException> {

    private static final int KEY_BYTES = 32;

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MissingAuditKeysException cause) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new FailureAnalysis(
                "The audit log keeps customers' ids and justifications encrypted, so that they can be erased, and no key is"
                        + " configured. Only a database in memory gets one that is forgotten with it.",
                "Give a key of 32 random bytes in Base64, as you give passwords, not in a file that is checked in; this one"
                        + " was made just now:\n\n    cpni.audit.keys.k1="
                        + Base64.getEncoder().encodeToString(key)
                        + "\n\nAll nodes that write to one database need the same. Back it up apart from the database: who loses"
                        + " it loses all customers' names in the log. A bean of type io.cpni.audit.AuditKeys does as well, for"
                        + " keys in a key management service.",
                cause);
    }
}
