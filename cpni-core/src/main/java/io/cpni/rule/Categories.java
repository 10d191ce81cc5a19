package io.cpni.rule;

import io.cpni.label.DataCategory;

/**
 * Says which categories a row of the decision table is about: any CPNI except location and crash alerts, unless the row
 * says so. Other data that is kept in one record with CPNI follows its rules.
 */
final class Categories {

    private Categories() {}

    static boolean isCpni(DataCategory category) {
        return switch (category) {
            case CALL_DETAIL, USAGE, SUBSCRIPTION, BILLING, NETWORK, OTHER -> true;
            case LOCATION, CRASH_ALERT, LISTING, IDENTITY, AGGREGATE -> false;
        };
    }

    static boolean isCpniWithLocation(DataCategory category) {
        return category == DataCategory.LOCATION || isCpni(category);
    }
}
