package io.cpni.sql;

import io.cpni.decision.ColumnAccess;
import io.cpni.label.ColumnLabel;
import io.cpni.label.DeclaredName;
import io.cpni.label.MaskStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the columns of a result that are to be shown as tokens. The database gives them as they are, so it must do nothing
 * else with them: a condition, an order, a group or a count would be one on the values.
 */
final class TokenSites {

    private final AnalyzedStatement statement;
    private final Map<Integer, Integer> flags = new HashMap<>();
    private int hidden;

    TokenSites(AnalyzedStatement statement) {
        this.statement = statement;
    }

    /** Tells whether a column, where it is masked, is shown as a token. */
    static boolean isToken(ColumnLabel label, ColumnAccess access) {
        return style(access)
                .filter(style -> style.effectiveFor(label.family()) == MaskStyle.TOKEN)
                .isPresent();
    }

    private static Optional<MaskStyle> style(ColumnAccess access) {
        if (access instanceof ColumnAccess.Masked masked) {
            return Optional.of(masked.style());
        }
        return access instanceof ColumnAccess.ShowWhere where ? Optional.of(where.style()) : Optional.empty();
    }

    /** Takes note of a mention of a column that is shown as a token. */
    void add(AnalyzedStatement.ColumnUse use, ColumnAccess access) {
        add(use.table(), use.label(), use.span(), 0, access);
    }

    /** Takes note of a column that is shown as a token and that a {@code *} stands for, at an offset. */
    void add(AnalyzedStatement.StarUse star, int offset, GuardedTable table, ColumnLabel label, ColumnAccess access) {
        add(table, label, star.span(), offset, access);
    }

    private void add(GuardedTable table, ColumnLabel label, Span span, int offset, ColumnAccess access) {
        SelectList list =
                statement.keySite().map(AnalyzedStatement.KeySite::list).orElseThrow(() -> refused(table, label));
        int place = list.placeOf(span).orElseThrow(() -> refused(table, label));
        if (list.mayBeOrderedBy(
                DeclaredName.of(label.name()).folded(), list.items().get(place).name())) {
            throw refused(table, label);
        }
        int column = firstColumn(list, place, table, label) + offset;
        flags.put(column, access instanceof ColumnAccess.ShowWhere ? ++hidden : 0);
    }

    /** Counts the columns before an item; those of a {@code *} over a relation without labels are not known. */
    private int firstColumn(SelectList list, int place, GuardedTable table, ColumnLabel label) {
        int column = 1;
        for (SelectList.Item item : list.items().subList(0, place)) {
            column += item.star()
                    ? starAt(item.span()).flatMap(TokenSites::width).orElseThrow(() -> behindStar(table, label))
                    : 1;
        }
        return column;
    }

    private Optional<AnalyzedStatement.StarUse> starAt(Span span) {
        return statement.stars().stream()
                .filter(star -> star.span().equals(span))
                .findFirst();
    }

    private static Optional<Integer> width(AnalyzedStatement.StarUse star) {
        List<Integer> widths = star.parts().stream()
                .flatMap(part -> part.table().stream())
                .map(table -> table.labels().columns().size())
                .toList();
        return widths.size() == star.parts().size()
                ? Optional.of(widths.stream().mapToInt(Integer::intValue).sum())
                : Optional.empty();
    }

    TokenColumns found() {
        return new TokenColumns(flags, hidden);
    }

    static CpniStatementRefusedException refused(GuardedTable table, ColumnLabel label) {
        return new CpniStatementRefusedException(name(table, label)
                + " as tokens, which the database cannot compute: name the column by itself in the outermost select list"
                + " of a plain SELECT, and nowhere else; condition, order, group, join and count in memory");
    }

    static CpniStatementRefusedException behindStar(GuardedTable table, ColumnLabel label) {
        return new CpniStatementRefusedException(name(table, label)
                + " as tokens, and stands behind a '*' of a relation without labels, so that its place is not known;"
                + " name the columns");
    }

    static CpniStatementRefusedException withoutKey(GuardedTable table, ColumnLabel label) {
        return new CpniStatementRefusedException(
                name(table, label)
                        + " as tokens, and no key for tokens is configured; set cpni.mask.token-key, or give the gate a TokenKey");
    }

    private static String name(GuardedTable table, ColumnLabel label) {
        return "the accessor sees the values of the column '" + label.name() + "' of '"
                + table.labels().table() + "'";
    }
}
