package io.cpni.autoconfigure;

/** Says that the library's own tables are missing. */
final class MissingSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final String location;

    MissingSchemaException(String what, String location, Throwable cause) {
        super("the tables of " + what + " are missing", cause);
        this.what = what;
        this.location = location;
    }

    String what() {
        return what;
    }

    String location() {
        return location;
    }
}
