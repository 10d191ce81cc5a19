package io.cpni.data;

import org.jspecify.annotations.Nullable;

/**
 * Says that the labels of a model cannot be carried over to its tables, what is wrong and how to mend it. Start-up stops
 * on it: a table whose rows cannot be told apart by customer cannot be guarded.
 */
public final class CpniLabelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String fix;

    CpniLabelException(String problem, String fix) {
        this(problem, fix, null);
    }

    CpniLabelException(String problem, String fix, @Nullable Throwable cause) {
        super(problem + ". " + fix + ".", cause);
        this.problem = problem;
        this.fix = fix;
    }

    /** Returns what is wrong, naming the entity or table; without a full stop. */
    public String problem() {
        return problem;
    }

    /** Returns what to change in the model; without a full stop. */
    public String fix() {
        return fix;
    }
}
