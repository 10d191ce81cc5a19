package io.cpni.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerKeyTypeTest {

    @Test
    void eachTypeGivesItsJavaValue() {
        UUID uuid = UUID.fromString("0b7d3a52-3f0c-4a57-9d0e-5a1b3f6f7c11");

        assertThat(CustomerKeyType.BIGINT.toDatabaseValue(CustomerId.of(42))).isEqualTo(42L);
        assertThat(CustomerKeyType.UUID.toDatabaseValue(new CustomerId(uuid.toString())))
                .isEqualTo(uuid);
        assertThat(CustomerKeyType.VARCHAR.toDatabaseValue(new CustomerId("C-1")))
                .isEqualTo("C-1");
    }

    @ParameterizedTest
    @CsvSource({
        "BIGINT, 9223372036854775807",
        "BIGINT, -1",
        "UUID, 0b7d3a52-3f0c-4a57-9d0e-5a1b3f6f7c11",
        "VARCHAR, 007"
    })
    void theDatabaseValueLeadsBackToTheId(CustomerKeyType type, String id) {
        CustomerId customer = new CustomerId(id);

        assertThat(CustomerId.ofDatabaseValue(type.toDatabaseValue(customer))).isEqualTo(customer);
    }

    @ParameterizedTest
    @CsvSource({
        "BIGINT, 007",
        "BIGINT, +7",
        "BIGINT, C-1",
        "BIGINT, 9223372036854775808",
        "UUID, 0B7D3A52-3F0C-4A57-9D0E-5A1B3F6F7C11",
        "UUID, 1-1-1-1-1",
        "UUID, 42"
    })
    void anIdInAnotherSpellingIsRefusedWithoutNamingIt(CustomerKeyType type, String id) {
        assertThatThrownBy(() -> type.toDatabaseValue(new CustomerId(id)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(type.sqlType())
                .hasMessageNotContaining(id + " ");
    }
}
