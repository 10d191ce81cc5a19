package io.cpni.audit;

/**
 * Names a rule that took part in a decision, with the paragraph it stands on.
 *
 * @param id the rule's id, without white space
 * @param citation the paragraph, such as {@code 47 CFR 64.2005(a)}
 */
public record AppliedRule(String id, String citation) {

    private static final int LONGEST_ID = 64;
    private static final int LONGEST_CITATION = 256;

    /** Checks the parts. */
    public AppliedRule {
        if (id.isEmpty() || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException(
                    "id of a rule must have 1 to " + LONGEST_ID + " characters and no space");
        }
        citation = AuditText.required("citation of a rule", citation, LONGEST_CITATION);
    }

    /**
     * Returns the rule that {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if the text is not an id, a space and a citation
     */
    public static AppliedRule parse(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("a rule is written as its id, a space and its citation");
        }
        return new AppliedRule(text.substring(0, space), text.substring(space + 1));
    }

    /** Returns the id, a space and the citation. */
    @Override
    public String toString() {
        return id + " " + citation;
    }
}
