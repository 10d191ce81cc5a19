package io.cpni.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that failed because nobody would sign the audit log. */
final class MissingSigningKeyFailureAnalyzer extends AbstractFailureAnalyzer<MissingSigningKeyException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MissingSigningKeyException cause) {
        return new FailureAnalysis(
                "Nobody signs the audit log: whoever may write to its tables could change it, and the hashes with it, without"
                        + " a trace.",
                "Make a key, keep it as you keep passwords, and name it:\n\n"
                        + "    openssl genpkey -algorithm ed25519 -out audit-signing.pem\n"
                        + "    openssl pkey -in audit-signing.pem -pubout -out audit-public.pem\n\n"
                        + "    cpni.audit.checkpoints.key=audit-signing.pem\n"
                        + "    cpni.audit.checkpoints.origin=voip.example/cpni\n\n"
                        + "Give the public key to whoever verifies the log. A PKCS#12 store (.p12) does as well, or a bean of"
                        + " type io.cpni.merkle.NoteSigner for a key in a hardware module. To start without, knowing what that"
                        + " means, set cpni.audit.checkpoints.required=false.",
                cause);
    }
}
