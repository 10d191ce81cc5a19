package io.cpni.audit;

/**
 * The persons a record names and how many rows of each, in a form that has few bytes a person: the distance to the person
 * before less one (for the first, the number itself), then the rows, each as a variable-length number. The persons ascend,
 * so one set has one form.
 */
final class CustomerSet {

    /** Takes the persons of a set in ascending order. */
    @FunctionalInterface
    interface Visitor {
        void person(int number, long rows);
    }

    private CustomerSet() {}

    /**
     * Writes a set.
     *
     * @param persons numbers of persons, ascending
     * @param rows of each as many rows
     * @throws IllegalArgumentException if the persons do not ascend or a number is negative
     */
    static byte[] encode(int[] persons, long[] rows) {
        ByteWriter out = new ByteWriter(3 * persons.length);
        int previous = -1;
        for (int i = 0; i < persons.length; i++) {
            if (persons[i] <= previous || rows[i] < 0) {
                throw new IllegalArgumentException("persons must ascend, and rows not be negative");
            }
            out.varint(persons[i] - previous - 1L).varint(rows[i]);
            previous = persons[i];
        }
        return out.toBytes();
    }

    /**
     * Reads a set.
     *
     * @throws MalformedRecordException if the bytes are no set
     */
    static void read(byte[] set, Visitor visitor) {
        ByteReader in = new ByteReader(set);
        long previous = -1;
        while (in.hasMore()) {
            long gap = in.varint();
            if (gap < 0 || gap > Integer.MAX_VALUE || previous + gap + 1 > Integer.MAX_VALUE) {
                throw in.malformed("a person beyond all numbers");
            }
            previous += gap + 1;
            long rows = in.varint();
            if (rows < 0) {
                throw in.malformed("fewer rows than none");
            }
            visitor.person((int) previous, rows);
        }
    }
}
