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
    /** Replaces the value by null. */
    ABSENT;

    /** Returns the style by which values of a family are really shown: a type that cannot hold a mark shows nothing. */
    public MaskStyle effectiveFor(ValueFamily family) {
        if (family != ValueFamily.TEXT) {
            return ABSENT;
        }
        return this == BY_TYPE ? TEXT : this;
    }
}
