package io.cpni.autoconfigure;

/** Says that nobody would sign what the audit log holds. */
final class MissingSigningKeyException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    MissingSigningKeyException() {
        super("nobody signs the audit log: set cpni.audit.checkpoints.key");
    }
}
