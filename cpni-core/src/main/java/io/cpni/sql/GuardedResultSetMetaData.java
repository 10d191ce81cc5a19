package io.cpni.sql;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** Metadata of a result without its hidden key columns. */
final class GuardedResultSetMetaData extends ForwardingResultSetMetaData {

    private final int hidden;

    GuardedResultSetMetaData(ResultSetMetaData delegate, int hidden) {
        super(delegate);
        this.hidden = hidden;
    }

    @Override
    SQLException withheld(SQLException e) {
        // PostgreSQL's driver asks the server about columns, and is told why the transaction failed before.
        return ServerText.withhold(e);
    }

    @Override
    public int getColumnCount() throws SQLException {
        return ask(ResultSetMetaData::getColumnCount) - hidden;
    }

    @Override
    int column(int index) throws SQLException {
        if (index > getColumnCount()) {
            throw new SQLException("the result has no column " + index);
        }
        return index;
    }
}
