package io.cpni.examples.voip.demo;

import java.time.ZoneId;

/**
 * Holds a North American area code.
 *
 * @param code three digits
 * @param city a city in it
 * @param state the two-letter code of state or province
 * @param zip a ZIP code of the city; empty outside the United States
 * @param zone the city's zone
 */
record AreaCode(String code, String city, String state, String zip, ZoneId zone) {}
