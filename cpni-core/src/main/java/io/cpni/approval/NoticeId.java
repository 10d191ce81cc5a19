package io.cpni.approval;

/**
 * Identifies a notice among those given to one customer.
 *
 * @param value the carrier's own identifier as text
 */
public record NoticeId(String value) {

    private static final int LONGEST = 128;

    /** Checks that the identifier is present and can be stored. */
    public NoticeId {
        LedgerText.check("id of a notice", value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
