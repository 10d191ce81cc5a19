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
    /** Keeps the international prefix and area code of a telephone number, replaces the rest by {@code x}. */
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
