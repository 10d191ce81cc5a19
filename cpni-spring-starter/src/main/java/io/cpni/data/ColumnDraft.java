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
    private static final List<MaskStyle> BY_STRICTNESS = List.of(
            MaskStyle.START_OF_MONTH,
            MaskStyle.TELEPHONE_NUMBER,
            MaskStyle.TOKEN,
            MaskStyle.TEXT,
            MaskStyle.BY_TYPE,
            MaskStyle.ABSENT);

    private final String table;
    private final String name;
    private final List<FieldLabel> labels = new ArrayList<>();
    private final List<Mapped> mapped = new ArrayList<>();
    private @Nullable ValueFamily family;
    private boolean structural;
    private boolean undeclared;

    /** An attribute that maps the column: its label, and what it can hold. */
    private record Mapped(@Nullable FieldLabel label, MaskHolder holder) {

        boolean masksExplicitly() {
            return label != null && label.origin() == FieldLabel.Origin.FIELD && label.mask() != MaskStyle.BY_TYPE;
        }
    }

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

    /** Adds what an attribute that maps the column can hold. */
    void add(@Nullable FieldLabel label, MaskHolder holder) {
        mapped.add(new Mapped(label, holder));
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
        check(categories, mask);
        return new ColumnLabel(name, categories, structural ? MaskStyle.BY_TYPE : mask, role(), family(), structural);
    }

    private void check(Set<DataCategory> categories, MaskStyle mask) {
        if (structural) {
            mapped.stream().filter(Mapped::masksExplicitly).findFirst().ifPresent(this::refuseMaskOfStructural);
            return;
        }
        if (!mask.suits(family())) {
            throw new CpniLabelException(
                    mappedWith(mask) + " has the mask " + mask + ", which column '" + name + "' of table '" + table
                            + "' cannot show, because it holds values of the family " + family(),
                    "Use a mask of that family, or ABSENT; a mask of a type or an embedded attribute holds for each"
                            + " attribute in it, so put it on those that it suits");
        }
        if (!categories.isEmpty()) {
            mapped.forEach(each -> each.holder().check(mask, family()));
        }
    }

    private void refuseMaskOfStructural(Mapped masking) {
        throw new CpniLabelException(
                "The " + masking.holder().where() + " has a mask, but its column '" + name + "' of table '" + table
                        + "' is an identifier, customer key, version or discriminator, which is shown to whoever may"
                        + " see the row",
                "Leave the mask out; keep what must be masked in a column of its own");
    }

    private String mappedWith(MaskStyle mask) {
        return "The "
                + mapped.stream()
                        .filter(each -> each.label() != null && each.label().mask() == mask)
                        .map(each -> each.holder().where())
                        .findFirst()
                        .orElse("column '" + name + "'");
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
