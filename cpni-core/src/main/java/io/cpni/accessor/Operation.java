package io.cpni.accessor;

/** Names what an accessor wants to do with a record. */
public enum Operation {
    /** See, count, compare or lock a record. */
    READ,
    /** Add a record. */
    INSERT,
    /** Change a record. */
    UPDATE,
    /** Remove a record. */
    DELETE
}
