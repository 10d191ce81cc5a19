package io.cpni.sql;

/**
 * Names a transaction of PostgreSQL's: no two of one server process begin in the same microsecond.
 *
 * @param process the server process it runs in
 * @param begunMicros when it began, in microseconds since 1970
 */
record ServerTransaction(long process, long begunMicros) {}
