package io.cpni.examples.voip.imports;

/**
 * Holds one record as cut out of a file, before it is parsed.
 *
 * @param line the physical line, counted from 1, where it starts
 * @param kind what was cut out
 * @param content the text of the record; of a damaged one, the reason why there is none
 */
record RawRecord(long line, Kind kind, String content) {

    enum Kind {
        /** A CSV line, or a JSON object that is a record. */
        RECORD,
        /** A JSON object that surrounded records; its list of records has been handed over and is empty here. */
        PAGE,
        /** Something that cannot be handed to a parser. */
        DAMAGED
    }

    static RawRecord damaged(long line, String reason) {
        return new RawRecord(line, Kind.DAMAGED, reason);
    }

    boolean isDamaged() {
        return kind == Kind.DAMAGED;
    }

    /** Prints where it is, not what it says. */
    @Override
    public String toString() {
        return "RawRecord[" + kind + " at line " + line + "]";
    }
}
