package io.cpni.audit;

/**
 * Is told what becomes of a spool: for alarms and for counting. Called by the threads that append or replay, so it must not
 * take long; what it throws is logged and changes nothing.
 */
public interface SpoolListener {

    /** The store does not answer, and access goes on with records in a file: somebody should look at once. */
    default void opened(String stream) {}

    /**
     * A record is in the file.
     *
     * @param position its final place
     * @param bytes how many bytes the file has now
     */
    default void spooled(AuditPosition position, long bytes) {}

    /** A record of the file stands in the store. */
    default void replayed(AuditPosition position) {}

    /** All records of the file stand in the store, and the file is gone. */
    default void emptied(String stream) {}

    /**
     * The store does not take the record of a place: it is kept in a file beside the spool, and the log says so at its place.
     * Somebody should look.
     */
    default void setAside(AuditPosition position) {}

    /** A record got another place than the one promised, so replay has stopped and the file is kept: somebody must look. */
    default void stopped(String stream) {}
}
