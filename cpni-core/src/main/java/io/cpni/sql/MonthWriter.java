package io.cpni.sql;

/**
 * Writes the SQL that cuts a date or timestamp down to the start of its month, in UTC where it names an instant.
 *
 * <p>A label says that a column is temporal and not which type it has, so the SQL fits all of them: seconds since 1970 are
 * counted from the instant, or from the reading where there is none, in the same way. It fails on no value.
 */
final class MonthWriter {

    /** The year 1 begins so many seconds after 1970 does. */
    private static final long FIRST = -62_135_596_800L;

    /** The year 10000 begins so many seconds after 1970 does. */
    private static final long AFTER_LAST = 253_402_300_800L;

    private static final int SECONDS_OF_DAY = 86_400;

    private MonthWriter() {}

    static String startOfMonth(String column, SqlDialect dialect) {
        return switch (dialect) {
            // Takes whole seconds away from the column itself, because the type of the result is to be its own.
            case H2 ->
                withinYears(
                        column,
                        "dateadd('second', extract(epoch from date_trunc('month', dateadd('day', " + day(column)
                                + ", date '1970-01-01'))) - floor(" + seconds(column) + "), date_trunc('second', "
                                + column + "))");
            case POSTGRESQL ->
                withinYears(
                        column,
                        column + " - (" + seconds(column)
                                + " - extract(epoch from date_trunc('month', timestamp '1970-01-01' + " + day(column)
                                + " * interval '1 day'))) * interval '1 second'");
            // Neither type names an instant there: a timestamp is read in the session's zone.
            case MARIADB ->
                "case when " + column + " is not null then cast(date_format(" + column
                        + ", '%Y-%m-01') as datetime) end";
        };
    }

    private static String seconds(String column) {
        return "extract(epoch from " + column + ")";
    }

    private static String day(String column) {
        return "floor(" + seconds(column) + " / " + SECONDS_OF_DAY + ")";
    }

    private static String withinYears(String column, String start) {
        String seconds = seconds(column);
        return "case when " + seconds + " >= " + FIRST + " and " + seconds + " < " + AFTER_LAST + " then " + start
                + " end";
    }
}
