package io.cpni.session;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.Reason;
import java.util.Optional;

/** Puts denials on record that are made in a session, before any statement. */
public interface SessionDenials {

    /**
     * Records a denial.
     *
     * @param context who asked and why, where that is known
     * @param operation what was to be done
     * @param reason why not
     * @return what is to be thrown
     */
    CpniAccessDeniedException deny(Optional<AccessContext> context, Operation operation, Reason reason);

    /**
     * Records what would be denied, and is not because denials are only observed.
     *
     * @param context who asked and why, where that is known
     * @param operation what is done
     * @param reason why it would not be
     */
    void observe(Optional<AccessContext> context, Operation operation, Reason reason);
}
