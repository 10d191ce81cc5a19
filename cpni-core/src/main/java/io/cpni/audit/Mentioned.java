package io.cpni.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells whom a record mentions. */
final class Mentioned {

    private Mentioned() {}

    /** Returns the persons of a record: who asked, whose matter it was, and the customers. */
    static Set<Integer> by(RecordTable.Row row, Leaf leaf) {
        Set<Integer> persons = new TreeSet<>(named(row));
        leaf.tail().accessorPerson().ifPresent(persons::add);
        leaf.tail().subject().ifPresent(persons::add);
        return persons;
    }

    /** Returns the customers whom a record names. */
    static Set<Integer> named(RecordTable.Row row) {
        Set<Integer> persons = new TreeSet<>();
        byte[] set = row.customers();
        if (set != null) {
            CustomerSet.read(set, (number, rows) -> persons.add(number));
        }
        return persons;
    }

    /**
     * Tells whether a record names those whom it named when it was written: the set of customers stands beside the leaf, which
     * binds it.
     */
    static boolean isIntact(Connection connection, RecordTable.Row row, Leaf leaf) throws SQLException {
        byte[] bound = leaf.tail().concerned();
        Set<Integer> mentioned = by(row, leaf);
        if (bound == null) {
            return mentioned.isEmpty();
        }
        Map<Integer, Person> persons = PersonTable.byNumber(connection, mentioned);
        return persons.keySet().equals(mentioned)
                && Arrays.equals(
                        bound,
                        LeafMaker.concerned(
                                row.customers(),
                                persons.values().stream()
                                        .sorted(Comparator.comparingInt(Person::number))
                                        .map(Person::commitment)
                                        .toList()));
    }

    /** Returns the terms of the index that lead to all records that mention one of some persons. */
    static List<Term> terms(Collection<Integer> persons) {
        List<Term> terms = new ArrayList<>();
        for (int person : persons) {
            terms.add(Term.of(IndexField.CUSTOMER, person));
            terms.add(Term.of(IndexField.CUSTOMER_ASKING, person));
            terms.add(Term.of(IndexField.SUBJECT, person));
        }
        return terms;
    }
}
