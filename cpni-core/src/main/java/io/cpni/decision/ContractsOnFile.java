package io.cpni.decision;

import io.cpni.purpose.Recipient;
import java.util.Set;

/** Fulfils the obligation to have a contract that binds the recipient: those whose contract is on file are named. */
public final class ContractsOnFile implements ObligationHandler {

    private final Set<String> recipients;

    /**
     * Creates a handler.
     *
     * @param recipients names of the recipients who are bound by contract
     */
    public ContractsOnFile(Set<String> recipients) {
        this.recipients = Set.copyOf(recipients);
    }

    @Override
    public Set<Obligation.Kind> kinds() {
        return Set.of(Obligation.Kind.CONTRACT);
    }

    /** {@inheritDoc} */
    @Override
    public void fulfil(Occasion occasion) {
        Recipient recipient = occasion.context().recipient();
        if (recipient.name().filter(recipients::contains).isEmpty()) {
            throw new IllegalStateException(
                    "no contract with this recipient is on file (its kind: " + recipient.kind() + ")");
        }
    }
}
