package io.cpni.audit;

/** What the index finds records by. The numbers stand in the database. */
enum IndexField {
    /** A customer whose rows the record names. */
    CUSTOMER(1),
    /** Who asked, where that is no customer. */
    ACCESSOR(2),
    /** The declared use. */
    PURPOSE(3),
    /** A rule that decided. */
    RULE(4),
    /** The table or service asked for. */
    RELATION(5),
    /** The reference of a failure. */
    FAILURE(6),
    /** Something a record is, see {@link Mark}. */
    MARK(7),
    /** The customer who asked. */
    CUSTOMER_ASKING(8),
    /** The customer whose matter it was. */
    SUBJECT(9);

    private final int number;

    IndexField(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** What a record is. The numbers stand in the database as buckets. */
    enum Mark {
        /** An enforced denial. */
        DENIAL(1),
        /** A denial that was observed only. */
        OBSERVED_DENIAL(2),
        /** It may rest on a broken glass. */
        BREAK_GLASS(3),
        /** An outcome that could not name its customers. */
        SCOPE(4),
        /** An access that names no customers, and was not closed when it was indexed: more than those that never were. */
        NOT_CLOSED(5),
        /** An erasure, a purge or a hold. */
        KEEPING(6),
        /** Whoever indexed it could not read it, so that it may be anything. */
        UNREADABLE(7);

        private final int number;

        Mark(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }
}
