package io.cpni.autoconfigure;

/** Says that the audit log has no key under which it could keep whose records were seen. */
final class MissingAuditKeysException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    MissingAuditKeysException() {
        super("the audit log keeps customers' ids encrypted, and there is no key: set cpni.audit.keys");
    }
}
