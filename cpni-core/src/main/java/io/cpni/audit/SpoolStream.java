package io.cpni.audit;

import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * The stream of a store into which the entries of a spool go once the store is back: one of its own, written by nobody else.
 * Both methods fail while the store is away, and are then asked again.
 */
public interface SpoolStream {

    /**
     * Asks the store at which place the next record of the stream will stand; 0 if it has none.
     *
     * @throws RuntimeException if the store does not answer, or somebody else wrote to the stream
     */
    long next();

    /**
     * Opens the log of the stream, which is closed again if it is {@link AutoCloseable}.
     *
     * @throws RuntimeException if the store does not answer
     */
    AuditLog open();

    /**
     * Returns the stream of a spool in a database, whose log has the usual limits.
     *
     * @param own the log's own connections
     * @param stream the stream of the log whose entries are spooled; the spool's is named after it
     * @param keys what encrypts the keys of customers
     */
    static SpoolStream over(DataSource own, String stream, AuditKeys keys) {
        return over(own, stream, keys, builder -> builder);
    }

    /**
     * Returns the stream of a spool in a database.
     *
     * @param own the log's own connections
     * @param stream the stream of the log whose entries are spooled; the spool's is named after it
     * @param keys what encrypts the keys of customers
     * @param settings gives the log of the spool's stream the clock and the limits that the other one has
     */
    static SpoolStream over(
            DataSource own, String stream, AuditKeys keys, UnaryOperator<JdbcAuditLog.Builder> settings) {
        String spool = stream + SpoolingAuditLog.SUFFIX;
        return new SpoolStream() {
            @Override
            public long next() {
                return AuditReader.over(own, keys).ownSize(spool);
            }

            @Override
            public AuditLog open() {
                return settings.apply(JdbcAuditLog.builder(own, spool, keys)).open();
            }
        };
    }
}
