package io.cpni.customer;

/** Says that a store of facts or records cannot be read or written now; whatever depended on it is denied. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which store, what was attempted and how to mend it; never a value
     * @param cause what the store said
     */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
