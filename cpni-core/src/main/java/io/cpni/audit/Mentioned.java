package io.cpni.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** Tells whom a record mentions. */
final class Mentioned {

    private static final int PAGE = 1_000;

    private Mentioned() {}

    /** Returns the persons of a record: who asked, whose matter it was, and the customers. */
    static Set<Integer> by(RecordTable.Row row, Leaf leaf) {
        Set<Integer> persons = new TreeSet<>();
        leaf.tail().accessorPerson().ifPresent(persons::add);
        leaf.tail().subject().ifPresent(persons::add);
        byte[] set = row.customers();
        if (set != null) {
            CustomerSet.read(set, (number, rows) -> persons.add(number));
        }
        return persons;
    }

    /** Finds mentions by looking at every record: always right, and as slow as the stream is long. */
    static LongStream scan(Connection connection, int streamNo, int person, long from) throws SQLException {
        LongStream.Builder places = LongStream.builder();
        long next = from;
        List<RecordTable.Row> page;
        do {
            page = RecordTable.records(connection, streamNo, next, PAGE);
            for (RecordTable.Row row : page) {
                if (by(row, Leaf.decode(row.leaf())).contains(person)) {
                    places.add(row.seq());
                }
                next = row.seq() + 1;
            }
        } while (page.size() == PAGE);
        return places.build();
    }
}
