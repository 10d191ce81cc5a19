package io.cpni.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.label.ValueFamily;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnFamiliesTest {

    @ParameterizedTest
    @CsvSource({
        "varchar(16), TEXT",
        "TEXT, TEXT",
        "character varying(20) not null, TEXT",
        "bigint default 0, NUMBER",
        "double precision, NUMBER",
        "timestamp with time zone, TEMPORAL",
        "jsonb, OTHER",
        "text[], OTHER",
        "interval second, OTHER",
        "call_direction, OTHER"
    })
    void aColumnDefinitionTellsTheFamilyIfItsTypeIsKnown(String definition, ValueFamily family) {
        assertThat(ColumnFamilies.ofDefinition(definition)).isEqualTo(family);
    }

    @Test
    void typesOfTheDatabasesOwnAreOther() {
        assertThat(ColumnFamilies.ofTypeCode(SqlTypes.ENUM)).isEqualTo(ValueFamily.OTHER);
        assertThat(ColumnFamilies.ofTypeCode(SqlTypes.NAMED_ENUM)).isEqualTo(ValueFamily.OTHER);
        assertThat(ColumnFamilies.ofTypeCode(SqlTypes.JSON)).isEqualTo(ValueFamily.OTHER);
        assertThat(ColumnFamilies.ofTypeCode(SqlTypes.INET)).isEqualTo(ValueFamily.OTHER);
        assertThat(ColumnFamilies.ofTypeCode(SqlTypes.CLOB)).isEqualTo(ValueFamily.OTHER);
        assertThat(ColumnFamilies.ofTypeCode(-12345)).isEqualTo(ValueFamily.OTHER);
    }
}
