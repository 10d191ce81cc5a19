package io.cpni.audit;

/** Is told how far a verification is. Called on the verifying thread after each record, so it must be quick. */
@FunctionalInterface
public interface VerifierProgress {

    /**
     * A record was read.
     *
     * @param stream the stream at hand
     * @param records how many of its records have been read
     * @param size how many it had when its verification began
     */
    void read(String stream, long records, long size);
}
