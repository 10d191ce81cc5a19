package io.cpni.examples.voip.demo;

import java.time.ZoneId;
import java.util.List;

/**
 * Lists area codes: some where the carrier has customers, others where it has none, so that far ends are never its
 * own.
 */
final class AreaCodes {

    private static final ZoneId EASTERN = ZoneId.of("America/New_York");
    private static final ZoneId CENTRAL = ZoneId.of("America/Chicago");
    private static final ZoneId MOUNTAIN = ZoneId.of("America/Denver");
    private static final ZoneId ARIZONA = ZoneId.of("America/Phoenix");
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final ZoneId ALASKA = ZoneId.of("America/Anchorage");
    private static final ZoneId HAWAII = ZoneId.of("Pacific/Honolulu");

    static final List<AreaCode> CUSTOMERS = List.of(
            new AreaCode("201", "Jersey City", "NJ", "07302", EASTERN),
            new AreaCode("202", "Washington", "DC", "20001", EASTERN),
            new AreaCode("203", "New Haven", "CT", "06510", EASTERN),
            new AreaCode("206", "Seattle", "WA", "98101", PACIFIC),
            new AreaCode("207", "Portland", "ME", "04101", EASTERN),
            new AreaCode("208", "Boise", "ID", "83702", MOUNTAIN),
            new AreaCode("212", "New York", "NY", "10001", EASTERN),
            new AreaCode("213", "Los Angeles", "CA", "90012", PACIFIC),
            new AreaCode("214", "Dallas", "TX", "75201", CENTRAL),
            new AreaCode("215", "Philadelphia", "PA", "19103", EASTERN),
            new AreaCode("216", "Cleveland", "OH", "44113", EASTERN),
            new AreaCode("302", "Wilmington", "DE", "19801", EASTERN),
            new AreaCode("303", "Denver", "CO", "80202", MOUNTAIN),
            new AreaCode("305", "Miami", "FL", "33130", EASTERN),
            new AreaCode("307", "Cheyenne", "WY", "82001", MOUNTAIN),
            new AreaCode("312", "Chicago", "IL", "60602", CENTRAL),
            new AreaCode("313", "Detroit", "MI", "48226", EASTERN),
            new AreaCode("314", "Saint Louis", "MO", "63101", CENTRAL),
            new AreaCode("401", "Providence", "RI", "02903", EASTERN),
            new AreaCode("402", "Omaha", "NE", "68102", CENTRAL),
            new AreaCode("404", "Atlanta", "GA", "30303", EASTERN),
            new AreaCode("405", "Oklahoma City", "OK", "73102", CENTRAL),
            new AreaCode("406", "Billings", "MT", "59101", MOUNTAIN),
            new AreaCode("410", "Baltimore", "MD", "21202", EASTERN),
            new AreaCode("412", "Pittsburgh", "PA", "15222", EASTERN),
            new AreaCode("414", "Milwaukee", "WI", "53202", CENTRAL),
            new AreaCode("415", "San Francisco", "CA", "94103", PACIFIC),
            new AreaCode("502", "Louisville", "KY", "40202", EASTERN),
            new AreaCode("503", "Portland", "OR", "97204", PACIFIC),
            new AreaCode("504", "New Orleans", "LA", "70112", CENTRAL),
            new AreaCode("505", "Albuquerque", "NM", "87102", MOUNTAIN),
            new AreaCode("512", "Austin", "TX", "78701", CENTRAL),
            new AreaCode("515", "Des Moines", "IA", "50309", CENTRAL),
            new AreaCode("602", "Phoenix", "AZ", "85004", ARIZONA),
            new AreaCode("603", "Manchester", "NH", "03101", EASTERN),
            new AreaCode("612", "Minneapolis", "MN", "55401", CENTRAL),
            new AreaCode("615", "Nashville", "TN", "37203", CENTRAL),
            new AreaCode("617", "Boston", "MA", "02108", EASTERN),
            new AreaCode("702", "Las Vegas", "NV", "89101", PACIFIC),
            new AreaCode("704", "Charlotte", "NC", "28202", EASTERN),
            new AreaCode("801", "Salt Lake City", "UT", "84101", MOUNTAIN),
            new AreaCode("802", "Burlington", "VT", "05401", EASTERN),
            new AreaCode("804", "Richmond", "VA", "23219", EASTERN),
            new AreaCode("808", "Honolulu", "HI", "96813", HAWAII),
            new AreaCode("907", "Anchorage", "AK", "99501", ALASKA));

    static final List<AreaCode> ELSEWHERE = List.of(
            new AreaCode("219", "Gary", "IN", "46402", CENTRAL),
            new AreaCode("301", "Rockville", "MD", "20850", EASTERN),
            new AreaCode("304", "Charleston", "WV", "25301", EASTERN),
            new AreaCode("316", "Wichita", "KS", "67202", CENTRAL),
            new AreaCode("317", "Indianapolis", "IN", "46204", EASTERN),
            new AreaCode("407", "Orlando", "FL", "32801", EASTERN),
            new AreaCode("408", "San Jose", "CA", "95113", PACIFIC),
            new AreaCode("501", "Little Rock", "AR", "72201", CENTRAL),
            new AreaCode("513", "Cincinnati", "OH", "45202", EASTERN),
            new AreaCode("518", "Albany", "NY", "12207", EASTERN),
            new AreaCode("601", "Jackson", "MS", "39201", CENTRAL),
            new AreaCode("605", "Sioux Falls", "SD", "57104", CENTRAL),
            new AreaCode("608", "Madison", "WI", "53703", CENTRAL),
            new AreaCode("619", "San Diego", "CA", "92101", PACIFIC),
            new AreaCode("701", "Fargo", "ND", "58102", CENTRAL),
            new AreaCode("713", "Houston", "TX", "77002", CENTRAL),
            new AreaCode("718", "Brooklyn", "NY", "11201", EASTERN),
            new AreaCode("803", "Columbia", "SC", "29201", EASTERN),
            new AreaCode("816", "Kansas City", "MO", "64106", CENTRAL),
            new AreaCode("901", "Memphis", "TN", "38103", CENTRAL),
            new AreaCode("919", "Raleigh", "NC", "27601", EASTERN));

    static final List<AreaCode> CANADA = List.of(
            new AreaCode("416", "Toronto", "ON", "", ZoneId.of("America/Toronto")),
            new AreaCode("514", "Montreal", "QC", "", ZoneId.of("America/Toronto")),
            new AreaCode("604", "Vancouver", "BC", "", ZoneId.of("America/Vancouver")),
            new AreaCode("403", "Calgary", "AB", "", ZoneId.of("America/Edmonton")),
            new AreaCode("902", "Halifax", "NS", "", ZoneId.of("America/Halifax")));

    private AreaCodes() {}
}
