package io.cpni.decision;

/**
 * Names the rule behind an answer.
 *
 * @param rule the rule's id, such as {@code R-2007-b1}
 * @param citation the paragraph it comes from
 * @param remedy what would change the answer, for the operator; empty for a permit; never holds data
 */
public record Reason(String rule, String citation, String remedy) {

    /** Checks the parts. */
    public Reason {
        if (rule.isBlank()) {
            throw new IllegalArgumentException("rule of a reason is blank");
        }
        if (citation.isBlank()) {
            throw new IllegalArgumentException("citation of rule " + rule + " is blank");
        }
    }

    @Override
    public String toString() {
        return rule + " (" + citation + ")";
    }
}
