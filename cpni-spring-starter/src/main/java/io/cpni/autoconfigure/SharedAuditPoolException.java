package io.cpni.autoconfigure;

/** Says that the audit log takes its connections from the pool that the application takes its own from. */
final class SharedAuditPoolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String log;
    private final String dataSource;

    SharedAuditPoolException(String log, String dataSource) {
        super("the audit log '" + log + "' takes its connections from the pool of the data source '" + dataSource
                + "'");
        this.log = log;
        this.dataSource = dataSource;
    }

    /** Returns the name of the bean that is the audit log, or has its connections. */
    String log() {
        return log;
    }

    /** Returns the name of the data source that it shares a pool with. */
    String dataSource() {
        return dataSource;
    }
}
