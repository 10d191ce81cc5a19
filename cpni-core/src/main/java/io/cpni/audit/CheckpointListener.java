package io.cpni.audit;

/** Is told what the checkpointer finds, to raise an alarm. Called on its thread; must not block. */
public interface CheckpointListener {

    /** Does nothing. */
    CheckpointListener NONE = new CheckpointListener() {};

    /** A checkpoint was signed and stored. */
    default void signed(String stream, long size) {}

    /** A checkpoint could not be signed or published now; it is tried again. */
    default void delayed(String stream, RuntimeException cause) {}

    /**
     * A stream is not a continuation of what was signed before, has records that nobody signed, or a witness does not
     * believe it: somebody must look. Nothing more of it is signed.
     */
    default void tampered(AuditFinding finding) {}
}
