package io.cpni.audit;

/** Writes entries as bytes and reads them back, exactly. Safe for many threads. */
interface EntryCodec {

    /** Returns the entry as bytes, all of it. */
    byte[] encode(AuditEntry entry);

    /**
     * Returns the entry that {@link #encode} wrote, equal in every component.
     *
     * @throws IllegalArgumentException if it did not write these bytes
     */
    AuditEntry decode(byte[] bytes);
}
