package io.cpni.json;

import io.cpni.label.AuthFactor;
import io.cpni.label.ColumnRole;
import io.cpni.label.DataCategory;
import io.cpni.label.FieldLabel;
import io.cpni.label.MaskStyle;
import io.cpni.mask.Masker;
import io.cpni.mask.TokenKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field of a labelled type.
 *
 * @param label its label
 * @param columns the columns that stand for it in the plan; all of them have to be shown for the field to be
 */
record GuardedField(FieldLabel label, List<String> columns) {

    /** What is calculated may be from any field: it is shown where all of them are. */
    static final GuardedField CALCULATED = new GuardedField(
            new FieldLabel(
                    "(calculated)",
                    Set.of(DataCategory.CALL_DETAIL),
                    MaskStyle.BY_TYPE,
                    AuthFactor.NONE,
                    ColumnRole.NONE,
                    FieldLabel.Origin.UNKNOWN),
            List.of());

    boolean isCalculated() {
        return columns.isEmpty();
    }

    /** Masks a value; one that is a mask already stays as it is. */
    @Nullable Object mask(@Nullable Object value, Optional<TokenKey> key) {
        MaskStyle style = label.mask();
        if (Masker.looksMasked(style, value)) {
            return value;
        }
        if (style != MaskStyle.TOKEN) {
            return Masker.maskValue(style, value);
        }
        return key.map(known -> Masker.maskValue(style, value, known)).orElse(null);
    }
}
