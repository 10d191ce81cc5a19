package io.cpni.mask;

import io.cpni.label.MaskStyle;
import io.cpni.label.ValueFamily;
import java.time.temporal.Temporal;
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

    /**
     * Masks a text; null stays null.
     *
     * @throws IllegalArgumentException for {@link MaskStyle#TOKEN}, which takes a key
     */
    public static @Nullable String mask(MaskStyle style, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (style.effectiveFor(ValueFamily.TEXT)) {
            case TELEPHONE_NUMBER ->
                value.startsWith("+") && value.length() > SHORTEST_SHOWN_NUMBER && isAscii(value)
                        ? value.substring(0, VISIBLE_OF_NUMBER) + NUMBER_MARK
                        : NUMBER_MARK;
            case TEXT, BY_TYPE, START_OF_MONTH -> TEXT_MARK;
            case TOKEN -> throw new IllegalArgumentException("a token takes a key; use mask(style, value, key)");
            case ABSENT -> null;
        };
    }

    /** Masks a text, as a token made with a key where the style is {@link MaskStyle#TOKEN}; null stays null. */
    public static @Nullable String mask(MaskStyle style, @Nullable String value, TokenKey key) {
        return value != null && style == MaskStyle.TOKEN ? key.token(value) : mask(style, value);
    }

    /**
     * Masks a value of any type: text, dates and timestamps of {@code java.time} as their style says, and everything else
     * as null, as no other type can hold a mask.
     *
     * @throws IllegalArgumentException for a text and {@link MaskStyle#TOKEN}, which takes a key
     */
    public static @Nullable Object maskValue(MaskStyle style, @Nullable Object value) {
        if (value instanceof String text) {
            return mask(style, text);
        }
        return value instanceof Temporal && style.effectiveFor(ValueFamily.TEMPORAL) == MaskStyle.START_OF_MONTH
                ? TemporalMask.startOfMonth(value)
                : null;
    }

    /** Masks a value of any type, a text as a token made with a key where the style is {@link MaskStyle#TOKEN}. */
    public static @Nullable Object maskValue(MaskStyle style, @Nullable Object value, TokenKey key) {
        return value instanceof String text ? mask(style, text, key) : maskValue(style, value);
    }

    /**
     * Tells whether a value looks like what a style makes of values, so that it may be a mask and must not be written where
     * the value belongs. Null looks masked in every style: it may stand for a value.
     *
     * <p>The start of a month looks masked and may be a value all the same: a midnight on a first in UTC.
     */
    public static boolean looksMasked(MaskStyle style, @Nullable Object value) {
        if (value == null) {
            return true;
        }
        if (value instanceof String text) {
            return switch (style.effectiveFor(ValueFamily.TEXT)) {
                case TELEPHONE_NUMBER -> looksLikeMaskedNumber(text);
                case TEXT, BY_TYPE, START_OF_MONTH -> text.equals(TEXT_MARK);
                case TOKEN -> TokenKey.looksLikeToken(text);
                case ABSENT -> false;
            };
        }
        return value instanceof Temporal
                && style.effectiveFor(ValueFamily.TEMPORAL) == MaskStyle.START_OF_MONTH
                && TemporalMask.isStartOfMonth(value);
    }

    private static boolean looksLikeMaskedNumber(String text) {
        return text.equals(NUMBER_MARK)
                || (text.startsWith("+")
                        && text.endsWith(NUMBER_MARK)
                        && text.length() == VISIBLE_OF_NUMBER + NUMBER_MARK.length());
    }

    /** No number is written in other characters, of which moreover databases count some as one and some as two. */
    private static boolean isAscii(String value) {
        return value.chars().allMatch(character -> character < 0x80);
    }
}
