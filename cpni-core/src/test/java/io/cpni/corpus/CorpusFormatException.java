package io.cpni.corpus;

/** Says which file, case and field is not as the format wants it. */
final class CorpusFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CorpusFormatException(String message) {
        super(message);
    }

    CorpusFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
