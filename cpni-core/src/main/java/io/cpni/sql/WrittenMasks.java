package io.cpni.sql;

import io.cpni.label.MaskStyle;
import io.cpni.label.ValueFamily;
import io.cpni.mask.Masker;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps masks out of the columns that they were made of: whoever read a record masked and writes it back, under whatever
 * context, would put the masks in the place of the values.
 *
 * <p>Of the texts that a statement changes rows with, none may look like the mask of a column that it writes. Masks that
 * are no texts, a null or the start of a month, cannot be told from values.
 *
 * @param styles the masks of the texts that the statement writes
 */
record WrittenMasks(Set<MaskStyle> styles) {

    private static final WrittenMasks NONE = new WrittenMasks(Set.of());

    WrittenMasks {
        styles = Set.copyOf(styles);
    }

    static WrittenMasks of(AnalyzedStatement statement) {
        if (statement.kind() == AnalyzedStatement.Kind.SELECT) {
            return NONE;
        }
        Set<MaskStyle> styles = EnumSet.noneOf(MaskStyle.class);
        for (AnalyzedStatement.ColumnUse use : statement.columns()) {
            if (use.change()
                    && use.label().family() == ValueFamily.TEXT
                    && !use.label().structural()
                    && !use.label().categories().isEmpty()) {
                styles.add(use.label().mask());
            }
        }
        return styles.isEmpty() ? NONE : new WrittenMasks(styles);
    }

    /** Tells whether a value is to be kept out. */
    boolean include(@Nullable Object value) {
        if (value instanceof String text) {
            for (MaskStyle style : styles) {
                if (Masker.looksMasked(style, text)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Checks the literals of a statement.
     *
     * @throws CpniStatementRefusedException if one is a mask
     */
    void refuseIn(List<Token> tokens) {
        if (styles.isEmpty()) {
            return;
        }
        for (Token token : tokens) {
            if (token.kind() == Token.Kind.STRING
                    && include(token.text().substring(1, token.text().length() - 1))) {
                throw new CpniStatementRefusedException(refusal("a literal"));
            }
        }
    }

    /** Returns what is said where a mask was to be written; never the mask. */
    static String refusal(String what) {
        return what + " looks like a mask of a column that the statement writes: a record that was read masked is not"
                + " written back; read it anew in the context that writes";
    }
}
