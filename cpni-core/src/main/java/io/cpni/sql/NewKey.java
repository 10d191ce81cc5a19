package io.cpni.sql;

/** What a statement gives as the start of the customer key of a new or changed row, as far as it can be checked. */
sealed interface NewKey {

    /** A parameter of the caller's, which is checked before the statement is run. */
    record OfParameter(int index) implements NewKey {}

    /**
     * A column of a relation that the statement reads, which is checked where its value is written.
     *
     * @param span where it stands
     * @param qualified the column as a condition may name it, with its relation
     */
    record OfColumn(Span span, String qualified) implements NewKey {}

    /** Something else, or nothing. */
    record Unknown() implements NewKey {}
}
