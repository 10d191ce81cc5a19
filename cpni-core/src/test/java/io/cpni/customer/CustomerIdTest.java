package io.cpni.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerIdTest {

    @Test
    void everyTypeOfKeyGivesTheSameId() {
        CustomerId expected = CustomerId.of(1200);

        assertThat(CustomerId.ofDatabaseValue(1200L)).isEqualTo(expected);
        assertThat(CustomerId.ofDatabaseValue(1200)).isEqualTo(expected);
        assertThat(CustomerId.ofDatabaseValue((short) 1200)).isEqualTo(expected);
        assertThat(CustomerId.ofDatabaseValue(new BigDecimal("1200.00"))).isEqualTo(expected);
        assertThat(CustomerId.ofDatabaseValue(new BigDecimal("1.2E+3"))).isEqualTo(expected);
        assertThat(CustomerId.ofDatabaseValue(BigInteger.valueOf(1200))).isEqualTo(expected);
        assertThat(CustomerId.ofDatabaseValue("1200")).isEqualTo(expected);
    }

    @Test
    void aUuidIsWrittenInLowerCase() {
        UUID uuid = UUID.fromString("AAAAAAAA-0000-0000-0000-00000000000F");

        assertThat(CustomerId.ofDatabaseValue(uuid).value()).isEqualTo("aaaaaaaa-0000-0000-0000-00000000000f");
    }

    @Test
    void aValueOfAnotherTypeIsRefusedWithoutBeingQuoted() {
        assertThatThrownBy(() -> CustomerId.ofDatabaseValue(3.25))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Double")
                .hasMessageNotContaining("3.25");
        assertThatThrownBy(() -> CustomerId.ofDatabaseValue(new byte[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void anIdNeedsAValue(String value) {
        assertThatThrownBy(() -> new CustomerId(value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AccountId(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIdHasAtMost128Characters() {
        assertThat(new CustomerId("x".repeat(128)).value()).hasSize(128);
        assertThat(new AccountId("x".repeat(128)).value()).hasSize(128);
        assertThatThrownBy(() -> new CustomerId("x".repeat(129))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AccountId("x".repeat(129))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idsPrintAsTheirValueAndSortByIt() {
        assertThat(CustomerId.of(7)).hasToString("7").isGreaterThan(CustomerId.of(10));
        assertThat(AccountId.of(7)).hasToString("7").isEqualTo(new AccountId("7"));
    }
}
