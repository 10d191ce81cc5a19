package io.cpni.sql;

import io.cpni.mask.TokenKey;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** Metadata of a result without its hidden columns. */
final class GuardedResultSetMetaData extends ForwardingResultSetMetaData {

    private final int hidden;
    private final TokenColumns tokens;

    GuardedResultSetMetaData(ResultSetMetaData delegate, int hidden, TokenColumns tokens) {
        super(delegate);
        this.hidden = hidden;
        this.tokens = tokens;
    }

    /** A token may be longer than the values that it stands for. */
    private int wideEnough(int index, int width) {
        return tokens.contains(index) ? Math.max(width, TokenKey.TOKEN_LENGTH) : width;
    }

    @Override
    public int getPrecision(int index) throws SQLException {
        return wideEnough(index, super.getPrecision(index));
    }

    @Override
    public int getColumnDisplaySize(int index) throws SQLException {
        return wideEnough(index, super.getColumnDisplaySize(index));
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
