package io.cpni.label;

/**
 * Names how a value is shown when its accessor may see that it exists but not what it is.
 *
 * <p>The style belongs to the field, not to the accessor, so the same field looks the same in SQL results, JSON and
 * text. A style is also the handle by which a grant says "this role sees these fields masked".
 */
public enum MaskStyle {
    /** The style follows from the column's type: text becomes a fixed mark, everything else becomes null. */
    BY_TYPE,
    /**
     * Keeps country and area code of a North American telephone number in E.164 form ({@code +1212xxxxxxx}), the first four
     * digits of any other; shows nothing of a number in another form.
     */
    TELEPHONE_NUMBER,
    /** Replaces text by a fixed mark that does not reveal its length. */
    TEXT,
    /**
     * Replaces text by a token that is equal for equal values and made with a key of the carrier's, so that who may not see
     * a value can still count and join by it, in memory. No database can compute it: a statement may give the column as
     * it is in the outermost select list, and mention it nowhere else.
     */
    TOKEN,
    /**
     * Cuts a date or timestamp down to the start of its month, in UTC where the value names an instant. A month is what
     * bills and usage are told by; a day would still tell when somebody was at home. A value before the year 1 or after
     * 9999 becomes null.
     */
    START_OF_MONTH,
    /** Replaces the value by null. */
    ABSENT;

    /** Returns the style by which values of a family are really shown: a type that cannot hold a mark shows nothing. */
    public MaskStyle effectiveFor(ValueFamily family) {
        if (family == ValueFamily.TEMPORAL) {
            return this == START_OF_MONTH ? START_OF_MONTH : ABSENT;
        }
        if (family != ValueFamily.TEXT) {
            return ABSENT;
        }
        return this == BY_TYPE || this == START_OF_MONTH ? TEXT : this;
    }

    /** Tells whether a label may name this style for a column of a family: one that shows what it promises. */
    public boolean suits(ValueFamily family) {
        return this == BY_TYPE || effectiveFor(family) == this;
    }
}
