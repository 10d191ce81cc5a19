package io.cpni.audit;

import org.jspecify.annotations.Nullable;

/**
 * Says that the text of a failure cannot be decrypted: its key is not there, or the record is not what it was when it was
 * written. Nothing was released.
 */
public final class UnreadableServerTextException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableServerTextException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
