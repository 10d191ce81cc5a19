package io.cpni.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.LongStream;

/** Finds the records that mention a person. */
@FunctionalInterface
interface Mentions {

    /**
     * Returns places of records of a stream, ascending: all that name the person as who asked, as whose matter it was or among
     * the customers. There may be others among them, which whoever asks sorts out.
     *
     * @param from the first place to look at
     */
    LongStream places(Connection connection, int streamNo, int person, long from) throws SQLException;
}
