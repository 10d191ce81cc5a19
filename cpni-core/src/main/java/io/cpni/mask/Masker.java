package io.cpni.mask;

import io.cpni.label.MaskStyle;
import io.cpni.label.ValueFamily;
import org.jspecify.annotations.Nullable;

/** Masks values in Java exactly as the gate masks them in SQL. */
public final class Masker {

    /** What a masked text looks like; its length says nothing about the value's. */
    public static final String TEXT_MARK = "***";

    /** What stands for the part of a telephone number that is hidden. */
    public static final String NUMBER_MARK = "xxxxxxx";

    /** How many characters of a telephone number in E.164 form stay visible: {@code +}, country and area code. */
    public static final int VISIBLE_OF_NUMBER = 5;

    /** A number must be longer than this for any of it to stay visible, so that short numbers are not given away. */
    public static final int SHORTEST_SHOWN_NUMBER = 9;

    private Masker() {}

    /** Masks a text; null stays null. */
    public static @Nullable String mask(MaskStyle style, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (style.effectiveFor(ValueFamily.TEXT)) {
            case TELEPHONE_NUMBER ->
                value.startsWith("+") && value.length() > SHORTEST_SHOWN_NUMBER
                        ? value.substring(0, VISIBLE_OF_NUMBER) + NUMBER_MARK
                        : NUMBER_MARK;
            case TEXT, BY_TYPE -> TEXT_MARK;
            case ABSENT -> null;
        };
    }
}
