package io.cpni.examples.voip.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormatDetectionTest {

    private static final Map<CdrFormat, String> EXAMPLES = Map.of(
            CdrFormat.ASTERISK_CSV, "asterisk-stock.csv",
            CdrFormat.FREESWITCH_JSON, "freeswitch.ndjson",
            CdrFormat.FREESWITCH_CSV, "freeswitch-legs.csv",
            CdrFormat.CUCM_CSV, "cucm.csv",
            CdrFormat.RINGCENTRAL_JSON, "ringcentral-page.json");

    @ParameterizedTest
    @EnumSource
    void contentAloneTellsTheFormat(CdrFormat format) {
        assertThat(Rows.of(Rows.resource(EXAMPLES.get(format))).tally().format())
                .isEqualTo(format);
    }

    @ParameterizedTest
    @EnumSource
    void anAnnouncementThatTheContentContradictsIsOneRejection(CdrFormat announced) {
        EXAMPLES.forEach((format, resource) -> {
            if (format == announced) {
                return;
            }
            Rows rows = Rows.of(Rows.resource(resource), ImportOptions.of(announced, Rows.UTC));
            assertThat(rows.calls()).isEmpty();
            assertThat(rows.rejection().line())
                    .isEqualTo(1
                            + (format == CdrFormat.RINGCENTRAL_JSON && announced == CdrFormat.FREESWITCH_JSON ? 3 : 0));
            assertThat(rows.rejection().reason()).startsWith("the file was announced as " + announced);
        });
    }

    @Test
    void damagedLinesBeforeTheFirstSoundOneDoNotHideTheFormat() {
        Rows rows = Rows.of("\"broken\nx,y\n" + Rows.resource("freeswitch-legs.csv"));

        assertThat(rows.tally()).isEqualTo(new ImportTally(CdrFormat.FREESWITCH_CSV, 2, 2, 1));
    }

    @Test
    void aDamagedFirstByteDoesNotMakeCsvJsonOrJsonCsv() {
        assertThat(Rows.of("{" + Rows.resource("asterisk-stock.csv")).tally())
                .isEqualTo(new ImportTally(CdrFormat.ASTERISK_CSV, 2, 1, 0));
        assertThat(Rows.of(
                                "x" + Rows.resource("freeswitch.ndjson"),
                                ImportOptions.of(CdrFormat.FREESWITCH_JSON, Rows.UTC))
                        .tally())
                .isEqualTo(new ImportTally(CdrFormat.FREESWITCH_JSON, 2, 1, 0));
    }

    @Test
    void aRecordOfAnotherFormatInTheMiddleIsRejectedAlone() {
        String freeSwitch = Rows.resource("freeswitch.ndjson");
        Rows rows = Rows.of(freeSwitch
                + "{\"id\":1,\"startTime\":\"2026-03-02T14:15:00Z\",\"duration\":1,\"direction\":\"Inbound\","
                + "\"result\":\"Missed\"}\n" + freeSwitch);

        assertThat(rows.calls()).hasSize(6);
        assertThat(rows.rejection())
                .isEqualTo(new ImportRow.Rejected(4, "the record is ringcentral-json in a file of freeswitch-json"));
    }

    @Test
    void filesThatAreNoTextAreRefusedWithWhatToDo() {
        byte[] utf16 = Rows.resource("asterisk-stock.csv").getBytes(StandardCharsets.UTF_16);
        byte[] gzip = {0x1F, (byte) 0x8B, 8, 0, 0, 0};
        byte[] zip = {'P', 'K', 3, 4, 0};

        assertThat(Rows.of(utf16, ImportOptions.detecting(Rows.UTC)).rejection().reason())
                .isEqualTo("the file is UTF-16; convert it to UTF-8 first");
        assertThat(Rows.of(gzip, ImportOptions.detecting(Rows.UTC)).rejection().reason())
                .isEqualTo("the file is compressed; unpack it first");
        assertThat(Rows.of(zip, ImportOptions.detecting(Rows.UTC)).rejection().reason())
                .isEqualTo("the file is compressed; unpack it first");
    }

    @Test
    void aFileOfNoKnownFormatIsOneRejectionThatNamesTheKnownOnes() {
        Rows rows = Rows.of("name,price\nplan,1\nother,2\n");

        assertThat(rows.tally()).isEqualTo(new ImportTally(null, 0, 1, 0));
        assertThat(rows.rejection().reason()).contains("asterisk-csv", "freeswitch-csv", "cucm-csv", "JSON");
    }

    @ParameterizedTest
    @CsvSource({
        "asterisk-csv, ASTERISK_CSV",
        "freeswitch-json, FREESWITCH_JSON",
        "freeswitch-csv, FREESWITCH_CSV",
        "cucm-csv, CUCM_CSV",
        "ringcentral-json, RINGCENTRAL_JSON",
    })
    void wireNamesAreStable(String name, CdrFormat format) {
        assertThat(CdrFormat.fromName(name)).isEqualTo(format);
        assertThat(format.wireName()).isEqualTo(name).isEqualTo(format.toString());
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNamesThereAre() {
        assertThatThrownBy(() -> CdrFormat.fromName("ASTERISK_CSV"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("asterisk-csv, freeswitch-json, freeswitch-csv, cucm-csv, ringcentral-json");
    }
}
