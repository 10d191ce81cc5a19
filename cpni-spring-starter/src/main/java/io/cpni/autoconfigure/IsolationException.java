package io.cpni.autoconfigure;

/** Says that the connections of a data source keep snapshots. */
final class IsolationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IsolationException(String bean) {
        super("the data source '" + bean + "' hands out connections that are not READ COMMITTED");
    }
}
