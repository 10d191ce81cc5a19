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

    /** Returns why nothing is released to a caller who has said neither who asks nor why. */
    public static Reason noContext() {
        return new Reason(
                "R-GEN-3",
                "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)",
                "declare the purpose: annotate the calling method with @CpniAccess, or open an AccessScope;"
                        + " a context does not follow work to another thread by itself: let the executor propagate it"
                        + " (spring.task.execution.propagate-context=true) or open the scope there");
    }

    @Override
    public String toString() {
        return rule + " (" + citation + ")";
    }
}
