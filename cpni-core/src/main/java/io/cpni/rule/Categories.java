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

    static boolean isCpniOrCrashAlert(DataCategory category) {
        return category == DataCategory.CRASH_ALERT || isCpniWithLocation(category);
    }

    /** Tells whether the category is identity or listing data, which is no CPNI. */
    static boolean isIdentity(DataCategory category) {
        return category == DataCategory.IDENTITY || category == DataCategory.LISTING;
    }

    static boolean isCpniOrIdentity(DataCategory category) {
        return isIdentity(category) || isCpni(category);
    }

    /** Tells whether the category is call detail, or location, which is no less. */
    static boolean isCallDetail(DataCategory category) {
        return category == DataCategory.CALL_DETAIL || category == DataCategory.LOCATION;
    }
}
