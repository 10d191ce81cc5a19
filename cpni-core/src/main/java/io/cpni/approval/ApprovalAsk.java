package io.cpni.approval;

import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.util.Objects;

/**
 * The use for which a customer's approval is looked up.
 *
 * @param recipient who will hold the data
 * @param purpose what for
 * @param category which data
 */
public record ApprovalAsk(Recipient recipient, Purpose purpose, DataCategory category) {

    /** Checks the parts. */
    public ApprovalAsk {
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(category, "category");
    }
}
