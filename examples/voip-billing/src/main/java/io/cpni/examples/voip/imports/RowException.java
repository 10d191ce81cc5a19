package io.cpni.examples.voip.imports;

/** Ends the reading of one record. Its message becomes the reason of the rejection and must hold no value of the file. */
final class RowException extends Exception {

    private static final long serialVersionUID = 1L;

    RowException(String reason) {
        // Thrown once per bad row and caught a few frames up: no cause (parsers quote input in theirs), no stack trace.
        super(reason, null, false, false);
    }

    String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
