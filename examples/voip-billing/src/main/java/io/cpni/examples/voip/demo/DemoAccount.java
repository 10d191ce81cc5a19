package io.cpni.examples.voip.demo;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * Describes a billed account.
 *
 * @param id from 1, without gaps
 * @param customerId whose it is
 * @param numbers its telephone numbers in E.164 form with plus, one to three, no other account has them
 * @param zone the zone its months are billed in
 * @param homeSwitch the switch its calls go through, which decides the format they are recorded in
 */
public record DemoAccount(long id, long customerId, List<String> numbers, ZoneId zone, DemoSwitch homeSwitch) {

    public DemoAccount {
        if (id < 1) {
            throw new IllegalArgumentException("id must be 1 or more: " + id);
        }
        numbers = List.copyOf(numbers);
        if (numbers.isEmpty() || numbers.size() > 3) {
            throw new IllegalArgumentException("numbers must be one to three: " + numbers.size());
        }
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(homeSwitch, "homeSwitch");
    }
}
