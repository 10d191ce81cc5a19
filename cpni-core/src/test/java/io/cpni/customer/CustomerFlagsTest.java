package io.cpni.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CustomerFlagsTest {

    @ParameterizedTest
    @EnumSource(CustomerFlag.class)
    void whereThereAreNoFlagsNoneIsUp(CustomerFlag flag) {
        Instant noon = Instant.parse("2026-11-20T12:00:00Z");

        assertThat(CustomerFlags.none().isUp(CustomerId.of(1), flag, Optional.empty(), noon))
                .isFalse();
        assertThat(CustomerFlags.none().isUp(CustomerId.of(1), flag, Optional.of("home"), noon))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = CustomerFlag.class,
            names = {"UNLISTED", "DO_NOT_CALL", "NO_MARKETING_CONTACT", "NO_PARTNER_SHARING", "ORAL_APPROVAL_SPENT"})
    void someFlagsStandInTheWay(CustomerFlag flag) {
        assertThat(flag.hinders()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = CustomerFlag.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNLISTED", "DO_NOT_CALL", "NO_MARKETING_CONTACT", "NO_PARTNER_SHARING", "ORAL_APPROVAL_SPENT"})
    void theOthersOpenUses(CustomerFlag flag) {
        assertThat(flag.hinders()).isFalse();
    }
}
