package io.cpni.audit;

/**
 * Says that bytes are not the canonical form of anything: they were changed, or a later version of this library wrote them.
 * The message tells where, and repeats none of them.
 */
final class MalformedRecordException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MalformedRecordException(String message) {
        super(message);
    }
}
