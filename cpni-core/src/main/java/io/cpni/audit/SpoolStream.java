package io.cpni.audit;

/**
 * The stream of a store into which the entries of a spool go once the store is back: one of its own, written by nobody else.
 * Both methods fail while the store is away, and are then asked again.
 */
public interface SpoolStream {

    /**
     * Asks the store at which place the next record of the stream will stand; 0 if it has none.
     *
     * @throws RuntimeException if the store does not answer
     */
    long next();

    /**
     * Opens the log of the stream, which is closed again if it is {@link AutoCloseable}.
     *
     * @throws RuntimeException if the store does not answer
     */
    AuditLog open();
}
