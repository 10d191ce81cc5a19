package io.cpni.data;

import io.cpni.label.ColumnLabel;
import io.cpni.label.ColumnRole;
import io.cpni.label.DataCategory;
import io.cpni.label.FieldLabel;
import io.cpni.label.MaskStyle;
import io.cpni.label.ValueFamily;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what the attributes that map one column say of it; the strictest of it holds. */
final class ColumnDraft {

    /** Later ones show less. */
    private static final List<MaskStyle> BY_STRICTNESS =
            List.of(MaskStyle.TELEPHONE_NUMBER, MaskStyle.TEXT, MaskStyle.BY_TYPE, MaskStyle.ABSENT);

    private final String table;
    private final String name;
    private final List<FieldLabel> labels = new ArrayList<>();
    private @Nullable ValueFamily family;
    private boolean structural;
    private boolean undeclared;

    ColumnDraft(String table, String name) {
        this.table = table;
        this.name = name;
    }

    String name() {
        return name;
    }

    void add(@Nullable FieldLabel label, ValueFamily added, boolean key, boolean declaredPlain) {
        if (label != null) {
            labels.add(label);
        } else if (!declaredPlain) {
            undeclared = true;
        }
        family = family == null || family == added ? added : ValueFamily.OTHER;
        structural |= key;
    }

    void markStructural() {
        structural = true;
    }

    ValueFamily family() {
        return family == null ? ValueFamily.OTHER : family;
    }

    /** Builds the column's label for a table that is labelled. */
    ColumnLabel label() {
        Set<DataCategory> categories = EnumSet.noneOf(DataCategory.class);
        labels.forEach(label -> categories.addAll(label.categories()));
        if (labels.isEmpty() && undeclared) {
            categories.add(DataCategory.CALL_DETAIL);
        }
        MaskStyle mask = labels.stream()
                .filter(label -> !label.categories().isEmpty())
                .map(FieldLabel::mask)
                .max(Comparator.comparingInt(BY_STRICTNESS::indexOf))
                .orElse(MaskStyle.BY_TYPE);
        return new ColumnLabel(name, categories, mask, role(), family(), structural);
    }

    private ColumnRole role() {
        List<ColumnRole> roles = labels.stream()
                .map(FieldLabel::role)
                .filter(role -> role != ColumnRole.NONE)
                .distinct()
                .toList();
        if (roles.size() > 1) {
            throw new CpniLabelException(
                    "Column '" + name + "' of table '" + table + "' is mapped with several roles: " + roles,
                    "Give it one role in all its mappings");
        }
        return roles.isEmpty() ? ColumnRole.NONE : roles.get(0);
    }
}
