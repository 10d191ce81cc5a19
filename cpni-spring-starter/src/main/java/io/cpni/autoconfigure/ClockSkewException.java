package io.cpni.autoconfigure;

/** Says that the clocks of this machine and of the database's are too far apart. */
final class ClockSkewException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClockSkewException(String message) {
        super(message);
    }
}
