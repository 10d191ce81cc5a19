package io.cpni.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlNamesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "call_record, call_record",
                "billing.call_record, call_record",
                "catalog.billing.\"Call\", \"Call\"",
                "\"my.schema\".\"call.record\", \"call.record\"",
                "`order`, \"order\"",
                "dbo.[Call Record], \"Call Record\""
            })
    void aTableIsItsLastNameInDoubleQuotesWhereItWasQuoted(String expression, String name) {
        assertThat(SqlNames.table(expression)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"( select 1 ),true", "call_record,false", "\"(odd)\",false"})
    void aQueryIsNoTable(String expression, boolean query) {
        assertThat(SqlNames.isQuery(expression)).isEqualTo(query);
    }
}
