package io.cpni.decision;

/**
 * Says that a use of customer data was denied.
 *
 * <p>The message names the rule and its citation and nothing else: no data, and no hint whether a record exists. What
 * would change the answer is in {@link #decision()}, for operators.
 */
public final class CpniAccessDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Decision.Deny decision;

    /** Creates the exception for a denial. */
    public CpniAccessDeniedException(Decision.Deny decision) {
        super("access denied by rule " + decision.reason().rule() + " ("
                + decision.reason().citation() + ")");
        this.decision = decision;
    }

    /** Returns the denial with its reason and remedy. */
    public Decision.Deny decision() {
        return decision;
    }
}
