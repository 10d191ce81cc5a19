package io.cpni.autoconfigure;

/** Says that nothing tells who is asking. */
final class MissingAccessorSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingAccessorSourceException() {
        super("no AccessorSource: nothing tells who asks for customer data");
    }
}
