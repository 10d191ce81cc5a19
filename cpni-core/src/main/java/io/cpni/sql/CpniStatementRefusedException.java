package io.cpni.sql;

/**
 * Says that a statement is not in the language the gate speaks, so that the gate cannot tell what it would reveal.
 *
 * <p>The message names the construct, where possible the table, and what to write instead; it holds no literal of the
 * statement. The connection stays usable.
 */
public final class CpniStatementRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was refused, and the remedy; never a value
     */
    public CpniStatementRefusedException(String message) {
        super(message);
    }
}
