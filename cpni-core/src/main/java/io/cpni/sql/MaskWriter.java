package io.cpni.sql;

import io.cpni.label.ColumnLabel;
import io.cpni.label.MaskStyle;
import io.cpni.mask.Masker;

/** Writes the SQL that shows a column masked. It has no parameters, so that it may stand in GROUP BY as in SELECT. */
final class MaskWriter {

    private MaskWriter() {}

    static String masked(ColumnLabel label, MaskStyle style, String column, SqlDialect dialect) {
        return switch (style.effectiveFor(label.family())) {
            case TELEPHONE_NUMBER ->
                "case when " + column + " is null then null when " + column + " like '+%' and char_length(" + column
                        + ") > "
                        + Masker.SHORTEST_SHOWN_NUMBER + " and octet_length(" + column + ") = char_length(" + column
                        + ") then "
                        + marked("substring(" + column + ", 1, " + Masker.VISIBLE_OF_NUMBER + ")", dialect) + " else '"
                        + Masker.NUMBER_MARK + "' end";
            case TOKEN -> throw new IllegalStateException("no database computes a token");
            case START_OF_MONTH -> MonthWriter.startOfMonth(column, dialect);
            case TEXT, BY_TYPE -> "case when " + column + " is null then null else '" + Masker.TEXT_MARK + "' end";
            // Always a null, of the column's type; a database must not find out beforehand, for it could lose the type.
            case ABSENT -> "case when " + column + " is null then " + column + " end";
        };
    }

    private static String marked(String beginning, SqlDialect dialect) {
        return switch (dialect) {
            case H2, POSTGRESQL -> beginning + " || '" + Masker.NUMBER_MARK + "'";
            // There || means OR.
            case MARIADB -> "concat(" + beginning + ", '" + Masker.NUMBER_MARK + "')";
        };
    }
}
