package io.cpni.audit;

import io.cpni.customer.CustomerId;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Says whose records an access concerned, as far as can be told. */
public sealed interface CustomersConcerned {

    /**
     * No customer's record can have been concerned.
     *
     * @param rowCount how many rows that belong to no customer, or to none that is known yet
     */
    record None(long rowCount) implements CustomersConcerned {

        private static final None INSTANCE = new None(0);

        /** Checks the count. */
        public None {
            if (rowCount < 0) {
                throw new IllegalArgumentException("rowCount is negative");
            }
        }
    }

    /**
     * Exactly these customers.
     *
     * @param rowsByCustomer how many rows of each customer, zero if not counted; not empty
     * @param rowsOfNobody how many further rows that belong to no customer, or to none that is known yet
     */
    record Known(SortedMap<CustomerId, Long> rowsByCustomer, long rowsOfNobody) implements CustomersConcerned {

        /** Names customers, and no rows of nobody. */
        public Known(SortedMap<CustomerId, Long> rowsByCustomer) {
            this(rowsByCustomer, 0);
        }

        /** Checks the counts and copies the map. */
        public Known {
            if (rowsOfNobody < 0) {
                throw new IllegalArgumentException("rowsOfNobody is negative");
            }
            if (rowsByCustomer.isEmpty()) {
                throw new IllegalArgumentException("rowsByCustomer names no customer; say none() instead");
            }
            if (rowsByCustomer.values().stream().anyMatch(rows -> rows < 0)) {
                throw new IllegalArgumentException("rowsByCustomer has a negative count");
            }
            rowsByCustomer = Collections.unmodifiableSortedMap(new TreeMap<>(rowsByCustomer));
        }

        /** Returns how many customers are named. */
        public int size() {
            return rowsByCustomer.size();
        }

        /** Returns counts only, because the customers may be thousands. */
        @Override
        public String toString() {
            return "Known[" + size() + " customers, " + rows() + " rows]";
        }
    }

    /**
     * Some customers that are not named: the statement cannot tell (aggregate, DISTINCT and the like), or it has not
     * been closed yet. Reports answer "possibly".
     *
     * @param rowCount how many rows, zero if not counted
     */
    record Unnamed(long rowCount) implements CustomersConcerned {

        /** Checks the count. */
        public Unnamed {
            if (rowCount < 0) {
                throw new IllegalArgumentException("rowCount is negative");
            }
        }
    }

    /** Returns that no customer is concerned. */
    static CustomersConcerned none() {
        return None.INSTANCE;
    }

    /** Returns the given customers with their rows; none if the map is empty. */
    static CustomersConcerned of(Map<CustomerId, Long> rowsByCustomer) {
        return rowsByCustomer.isEmpty() ? none() : new Known(new TreeMap<>(rowsByCustomer));
    }

    /** Returns one customer with a number of rows. */
    static CustomersConcerned of(CustomerId customer, long rows) {
        return of(Map.of(customer, rows));
    }

    /** Returns customers that cannot be named. */
    static CustomersConcerned unnamed(long rowCount) {
        return new Unnamed(rowCount);
    }

    /** Returns the same with a number of rows more that belong to no customer, or to none that is known yet. */
    default CustomersConcerned andOfNobody(long rows) {
        if (this instanceof None none) {
            return rows == 0 ? none : new None(addUpToMaximum(none.rowCount(), rows));
        }
        return this instanceof Known known
                ? new Known(known.rowsByCustomer(), addUpToMaximum(known.rowsOfNobody(), rows))
                : unnamed(addUpToMaximum(rows(), rows));
    }

    /** Returns the number of rows over all customers and of nobody. */
    default long rows() {
        if (this instanceof None none) {
            return none.rowCount();
        }
        return fold(
                () -> 0L,
                known -> known.rowsByCustomer().values().stream()
                        .mapToLong(Long::longValue)
                        .reduce(known.rowsOfNobody(), CustomersConcerned::addUpToMaximum),
                Unnamed::rowCount);
    }

    /** Returns the result of the function for the case at hand. */
    default <T> T fold(
            Supplier<? extends T> onNone,
            Function<? super Known, ? extends T> onKnown,
            Function<? super Unnamed, ? extends T> onUnnamed) {
        if (this instanceof Known known) {
            return onKnown.apply(known);
        }
        return this instanceof Unnamed unnamed ? onUnnamed.apply(unnamed) : onNone.get();
    }

    private static long addUpToMaximum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
