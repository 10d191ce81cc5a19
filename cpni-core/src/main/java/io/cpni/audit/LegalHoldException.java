package io.cpni.audit;

/** Says that a legal hold forbids what was asked for. */
public final class LegalHoldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LegalHoldException(String message) {
        super(message);
    }
}
