package io.cpni.examples.benchmarks.audit;

import java.sql.Connection;
import java.sql.SQLException;

/** The rows that a log writes, inserted without it: in batches, as quickly as JDBC does that. */
interface RawRows {

    /** Inserts the rows of so many records, without committing. */
    void insert(Connection connection, int records) throws SQLException;
}
