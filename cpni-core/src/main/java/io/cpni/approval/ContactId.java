package io.cpni.approval;

/**
 * Identifies one of a customer's numbers or addresses among those of the customer.
 *
 * @param value the carrier's own identifier as text
 */
public record ContactId(String value) {

    private static final int LONGEST = 128;

    /**
     * Checks that the identifier is present and can be stored.
     *
     * @throws IllegalArgumentException if it is blank, longer than 128 characters, cannot be stored, or is {@code *},
     *     which stands for all others
     */
    public ContactId {
        LedgerText.check("id of a contact", value, LONGEST);
        if (value.equals(PreferenceInterval.EVERY_OTHER)) {
            throw new IllegalArgumentException("id of a contact is '*', which stands for every other contact");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
