package io.cpni.audit;

import io.cpni.customer.CustomerId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A query in the terms of the index.
 *
 * @param query the query
 * @param persons the numbers of the customer asked for; none if the log does not know that one, or no longer
 * @param askers the numbers of the accessor asked for, as far as that is a customer
 * @param terms a record is a candidate if it has one term of each list; no list at all if every record is one
 */
record Criteria(AuditQuery query, Set<Integer> persons, Set<Integer> askers, List<List<Term>> terms) {

    private static final int LONGEST_CUSTOMER = 128;

    static Criteria of(AuditQuery query, Connection connection, DataKeys keys) throws SQLException {
        Set<Integer> persons = query.customer().isPresent()
                ? persons(connection, keys, query.customer().get())
                : Set.of();
        Set<Integer> askers = new HashSet<>();
        if (query.accessor().filter(Criteria::mayBeCustomer).isPresent()) {
            askers.addAll(
                    persons(connection, keys, new CustomerId(query.accessor().get())));
        }
        return new Criteria(query, persons, askers, terms(query, persons, askers));
    }

    private static boolean mayBeCustomer(String id) {
        return !id.isBlank() && id.length() <= LONGEST_CUSTOMER;
    }

    private static Set<Integer> persons(Connection connection, DataKeys keys, CustomerId customer) throws SQLException {
        return PersonTable.of(connection, keys, customer).stream()
                .map(Person::number)
                .collect(Collectors.toSet());
    }

    private static List<List<Term>> terms(AuditQuery query, Set<Integer> persons, Set<Integer> askers) {
        List<List<Term>> terms = new ArrayList<>();
        if (query.customer().isPresent()) {
            // The customer may stand in the outcome, all else in the access: so this alone finds candidates.
            List<Term> concerned = terms(IndexField.CUSTOMER, persons);
            if (!query.namedOnly()) {
                concerned.add(Term.of(IndexField.Mark.SCOPE));
                concerned.add(Term.of(IndexField.Mark.NOT_CLOSED));
            }
            return orUnreadable(List.of(concerned));
        }
        query.accessor().ifPresent(id -> {
            List<Term> asking = terms(IndexField.CUSTOMER_ASKING, askers);
            asking.add(Term.of(IndexField.ACCESSOR, id));
            terms.add(asking);
        });
        query.purpose().ifPresent(purpose -> terms.add(List.of(Term.of(IndexField.PURPOSE, purpose.name()))));
        query.rule().ifPresent(rule -> terms.add(List.of(Term.of(IndexField.RULE, rule))));
        query.relation().ifPresent(relation -> terms.add(List.of(Term.of(IndexField.RELATION, relation))));
        query.failure().ifPresent(failure -> terms.add(List.of(Term.of(IndexField.FAILURE, failure.value()))));
        if (query.breakGlass()) {
            terms.add(List.of(Term.of(IndexField.Mark.BREAK_GLASS)));
        }
        kinds(query.kinds(), terms);
        return orUnreadable(terms);
    }

    /** A record that could not be read when it was indexed may be what is asked for. */
    private static List<List<Term>> orUnreadable(List<List<Term>> terms) {
        return terms.stream()
                .map(each -> Stream.concat(each.stream(), Stream.of(Term.of(IndexField.Mark.UNREADABLE)))
                        .toList())
                .toList();
    }

    private static List<Term> terms(IndexField field, Set<Integer> persons) {
        List<Term> terms = new ArrayList<>();
        persons.forEach(person -> terms.add(Term.of(field, person)));
        return terms;
    }

    /** Adds the marks of kinds that are rare; the others are what most records are. */
    private static void kinds(Set<AuditKind> kinds, List<List<Term>> terms) {
        Set<AuditKind> unmarked = EnumSet.copyOf(kinds);
        Set<IndexField.Mark> marks = EnumSet.noneOf(IndexField.Mark.class);
        if (unmarked.remove(AuditKind.DENIAL)) {
            marks.add(IndexField.Mark.DENIAL);
        }
        if (unmarked.remove(AuditKind.OBSERVED_DENIAL)) {
            marks.add(IndexField.Mark.OBSERVED_DENIAL);
        }
        if (unmarked.removeAll(EnumSet.of(AuditKind.ERASURE, AuditKind.PURGE, AuditKind.HOLD))) {
            marks.add(IndexField.Mark.KEEPING);
        }
        if (unmarked.isEmpty()) {
            terms.add(marks.stream().map(Term::of).toList());
        }
    }

    /** Tells whether an opened record meets the conditions, but for those on customers. */
    boolean isMetBy(AuditEntry entry) {
        return query.kinds().contains(entry.kind())
                && (query.accessor().isEmpty()
                        || query.accessor()
                                .equals(entry.accessorCustomer()
                                        .map(CustomerId::value)
                                        .or(entry::accessor)))
                && (query.purpose().isEmpty() || query.purpose().equals(entry.purpose()))
                && query.rule()
                        .map(rule -> entry.rules().stream()
                                .anyMatch(applied -> applied.id().equals(rule)))
                        .orElse(true)
                && (query.relation().isEmpty() || query.relation().equals(entry.relation()))
                && (query.failure().isEmpty()
                        || query.failure().equals(entry.serverText().map(SealedText::reference)))
                && (!query.breakGlass() || entry.breakGlass());
    }
}
