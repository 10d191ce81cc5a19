package io.cpni.examples.voip.demo;

import java.util.Objects;

/**
 * Says where bills go; the street is invented, the city is where the area code is.
 *
 * @param street house number and street
 * @param city the city
 * @param state the two-letter code of the state
 * @param zip five digits
 */
public record PostalAddress(String street, String city, String state, String zip) {

    public PostalAddress {
        Objects.requireNonNull(street, "street");
        Objects.requireNonNull(city, "city");
        if (!state.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("state must be two capitals: " + state);
        }
        if (!zip.matches("[0-9]{5}")) {
            throw new IllegalArgumentException("zip must be five digits: " + zip);
        }
    }
}
