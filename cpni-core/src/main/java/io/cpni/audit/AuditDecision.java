package io.cpni.audit;

/** Says what was decided about an access. */
public enum AuditDecision {
    /** The access is allowed. */
    PERMIT,
    /** The access is refused, or would be if denials were enforced. */
    DENY
}
