package io.cpni.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlNamesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "call_record, call_record",
                "billing.call_record, billing.call_record",
                "`billing`.`Call`, \"billing\".\"Call\"",
                "\"my.schema\".\"call.record\", \"my.schema\".\"call.record\"",
                "`order`, \"order\"",
                "dbo.[Call Record], dbo.\"Call Record\""
            })
    void aTableIsNamedWithItsSchemaInDoubleQuotesWhereItWasQuoted(String expression, String name) {
        assertThat(SqlNames.table(expression)).isEqualTo(name);
    }

    @Test
    void aCatalogStopsStartUp() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> SqlNames.table("carrier.billing.\"Call\""))
                .withMessageContaining("with a catalog and a schema");
    }

    @ParameterizedTest
    @CsvSource({"( select 1 ),true", "call_record,false", "\"(odd)\",false"})
    void aQueryIsNoTable(String expression, boolean query) {
        assertThat(SqlNames.isQuery(expression)).isEqualTo(query);
    }
}
