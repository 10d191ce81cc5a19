package io.cpni.audit;

/** Says that a purge was planned under other conditions than there are now; make a new plan, and look at it. */
public final class StalePurgePlanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StalePurgePlanException(String message) {
        super(message);
    }
}
