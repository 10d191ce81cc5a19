package io.cpni.sql;

import java.sql.SQLException;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/**
 * Passes calls on to an object of the driver, without handing that object out, and without what the server says where
 * it may quote a record.
 */
abstract class Forwarding<D> implements Wrapper {

    final D delegate;

    Forwarding(D delegate) {
        this.delegate = delegate;
    }

    /** A call that returns something. */
    interface Question<D, T extends @Nullable Object> {
        T ask(D delegate) throws SQLException;
    }

    /** A call that returns nothing. */
    interface Order<D> {
        void give(D delegate) throws SQLException;
    }

    /** Returns the failure as the caller may see it. */
    abstract SQLException withheld(SQLException e);

    final <T extends @Nullable Object> T ask(Question<D, T> question) throws SQLException {
        try {
            return question.ask(delegate);
        } catch (SQLException e) {
            throw withheld(e);
        }
    }

    final void tell(Order<D> order) throws SQLException {
        try {
            order.give(delegate);
        } catch (SQLException e) {
            throw withheld(e);
        }
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return unwrapped(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    /** Returns a guard itself where its own type is asked for; there is nothing else to have. */
    static <T> T unwrapped(Object guard, Class<T> type) throws SQLException {
        if (type.isInstance(guard)) {
            return type.cast(guard);
        }
        throw new SQLException("the gate does not hand out what it guards; asked for " + type.getName());
    }
}
