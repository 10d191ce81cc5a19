package io.cpni.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Regulation({"64.2003(b)", "64.2003(q)"})
class ContactPointTest {

    private static final Instant ADDED = Instant.parse("2026-10-01T15:00:00Z");

    /** The day of entry does not count; all thirty that follow have to pass where the customer lives. */
    @ParameterizedTest
    @CsvSource({
        "2026-09-01T15:00:00Z, America/New_York, 2026-10-02T04:00:00Z",
        // At the first and the last moment of a day there, whatever day it is in UTC.
        "2026-09-01T04:00:00Z, America/New_York, 2026-10-02T04:00:00Z",
        "2026-09-02T03:59:59.999999Z, America/New_York, 2026-10-02T04:00:00Z",
        "2026-09-02T04:00:00Z, America/New_York, 2026-10-03T04:00:00Z",
        // The clocks went back.
        "2026-10-01T15:00:00Z, America/New_York, 2026-11-01T04:00:00Z",
        "2026-10-02T15:00:00Z, America/New_York, 2026-11-02T05:00:00Z",
        // The clocks went forward.
        "2026-03-01T02:30:00Z, America/Los_Angeles, 2026-03-31T07:00:00Z",
        // They went forward at midnight: the day began at one.
        "2026-02-05T15:00:00Z, America/Havana, 2026-03-08T05:00:00Z",
        // They never do.
        "2026-02-05T15:00:00Z, America/Phoenix, 2026-03-08T07:00:00Z",
        "2024-01-31T12:00:00Z, Pacific/Honolulu, 2024-03-02T10:00:00Z"
    })
    void anAddressIsOneOfRecordFromTheFirstMidnightAfterThirtyDays(Instant added, ZoneId zone, Instant from) {
        assertThat(new ContactPoint("home", ContactPoint.Kind.POSTAL, added).addressOfRecordFrom(zone))
                .contains(from);
        assertThat(new ContactPoint("mail", ContactPoint.Kind.EMAIL, added).addressOfRecordFrom(zone))
                .contains(from);
    }

    @ParameterizedTest
    @EnumSource(
            value = ContactPoint.Kind.class,
            names = {"SERVICE_NUMBER", "CONTACT_NUMBER"})
    void aNumberIsNoAddress(ContactPoint.Kind kind) {
        assertThat(new ContactPoint("n", kind, ADDED).addressOfRecordFrom(ZoneId.of("America/New_York")))
                .isEmpty();
    }

    @Test
    void theNumberOfTheServiceIsOneOfRecordAtOnceAndNoOtherEver() {
        assertThat(new ContactPoint("n", ContactPoint.Kind.SERVICE_NUMBER, ADDED).numberOfRecordFrom())
                .contains(ADDED);
        for (ContactPoint.Kind kind : ContactPoint.Kind.values()) {
            if (kind != ContactPoint.Kind.SERVICE_NUMBER) {
                assertThat(new ContactPoint("n", kind, ADDED).numberOfRecordFrom())
                        .as(kind.name())
                        .isEmpty();
            }
        }
    }

    @Test
    void anIdIsNotBlank() {
        assertThatThrownBy(() -> new ContactPoint(" ", ContactPoint.Kind.EMAIL, ADDED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id of a contact point");
    }
}
