package io.cpni.examples.voip.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenCsvTest {

    private static final String[] STOCK = Rows.resource("asterisk-stock.csv").split("\n", -1);
    private static final String FIRST = STOCK[0];
    private static final String SECOND = STOCK[1];
    private static final String THIRD = STOCK[2];

    @Test
    void aRowWithTooFewColumnsIsRejectedAndItsNeighboursAreAccepted() {
        Rows rows = Rows.of(FIRST + "\n\"only\",\"three\",\"columns\"\n" + THIRD + "\n");

        assertThat(rows.calls()).hasSize(2);
        assertThat(rows.rejection()).isEqualTo(new ImportRow.Rejected(2, "expected 18 or 19 columns, found 3"));
    }

    @Test
    void aLostClosingQuoteCostsOneRow() {
        String damaged = SECOND.replace("\"from-trunk\"", "\"from-trunk");
        Rows rows = Rows.of(FIRST + "\n" + damaged + "\n" + THIRD + "\n");

        assertThat(rows.calls()).extracting(ParsedCall::sourceId).containsExactly("1772442900.1", "1772443800.5");
        assertThat(rows.rejection().line()).isEqualTo(2);
        assertThat(rows.rejection().reason()).contains("quotes do not fit");
    }

    @Test
    void aQuoteThatIsNeverClosedCostsOneRow() {
        Rows rows = Rows.of(FIRST + "\n\"acme\",\"1004\n" + THIRD);

        assertThat(rows.calls()).hasSize(2);
        assertThat(rows.rejection().line()).isEqualTo(2);
        assertThat(rows.rejection().reason()).contains("a quote is missing");
    }

    @Test
    void aLostOpeningQuoteCostsOneRow() {
        String damaged = SECOND.replace("\"from-trunk\"", "from-trunk\"");
        Rows rows = Rows.of(FIRST + "\n" + damaged + "\n" + THIRD + "\n");

        assertThat(rows.calls()).hasSize(2);
        assertThat(rows.rejection().reason()).contains("a quote inside a field that is not quoted");
    }

    @Test
    void aRowInAnotherCharsetIsRejectedNotRewritten() {
        byte[] latin1 = (FIRST + "\n" + SECOND.replace("Sam, Orr", "José") + "\n" + THIRD + "\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        Rows rows = Rows.of(latin1, ImportOptions.detecting(Rows.UTC));

        assertThat(rows.calls()).hasSize(2);
        assertThat(rows.rejection())
                .isEqualTo(new ImportRow.Rejected(2, "the line is not valid UTF-8; convert the file to UTF-8 first"));
    }

    @Test
    void theSameRowInUtf8IsAccepted() {
        assertThat(Rows.of(SECOND.replace("Sam, Orr", "José")).calls()).hasSize(1);
    }

    @Test
    void aNulByteCostsOneRow() {
        Rows rows = Rows.of(FIRST + "\n" + SECOND.replace("from-trunk", "from\0trunk") + "\n" + THIRD);

        assertThat(rows.calls()).hasSize(2);
        assertThat(rows.rejection()).isEqualTo(new ImportRow.Rejected(2, "the line has a NUL byte"));
    }

    @Test
    void linesMayEndInAnyMixtureAndKeepTheirPhysicalNumbers() {
        Rows rows = Rows.of(FIRST + "\r\n" + "\n" + "\r" + SECOND + "\r" + "bad\r\n" + THIRD);

        assertThat(rows.all).extracting(ImportRow::line).containsExactly(1L, 4L, 5L, 6L);
        assertThat(rows.calls()).hasSize(3);
        assertThat(rows.rejection().line()).isEqualTo(5);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstField() {
        Rows rows = Rows.of("\uFEFF" + Rows.resource("asterisk-stock.csv"));

        assertThat(rows.calls().get(0).accountCode()).isEqualTo("acme");
        assertThat(rows.tally()).isEqualTo(new ImportTally(CdrFormat.ASTERISK_CSV, 3, 0, 0));
    }

    @Test
    void theSameIdTwiceComesOutTwice() {
        Rows rows = Rows.of(FIRST + "\n" + SECOND + "\n" + FIRST + "\n");

        assertThat(rows.calls())
                .extracting(ParsedCall::sourceId)
                .containsExactly("1772442900.1", "1772443200.3", "1772442900.1");
    }

    @Test
    void everyKindOfDamageInOneFileLeavesTheSoundRowsWhole() {
        String content = String.join(
                "\n",
                "garbage before everything",
                FIRST,
                "\"acme",
                SECOND.replace("2026-03-02 09:20:00", "2026-13-02 09:20:00"),
                SECOND,
                THIRD.replace("\"BUSY\"", "\"ENGAGED\""),
                THIRD.replace(",2,0,", ",two,0,"),
                THIRD.replace("\"1772443800.5\"", "\"\""),
                THIRD.replace("\"2026-03-02 09:30:02\"", "\"2026-03-02 09:29:58\""),
                THIRD);
        Rows rows = Rows.of(content);

        assertThat(rows.calls())
                .extracting(ParsedCall::sourceId)
                .containsExactly("1772442900.1", "1772443200.3", "1772443800.5");
        assertThat(rows.rejections())
                .containsExactly(
                        new ImportRow.Rejected(1, "expected 18 or 19 columns, found 1"),
                        new ImportRow.Rejected(
                                3,
                                "the line cannot be split into columns: its quotes do not fit"
                                        + " (a quote is missing, or text follows a closing quote)"),
                        new ImportRow.Rejected(4, "column start: expected a local time like 2026-01-31 23:59:59"),
                        new ImportRow.Rejected(
                                6, "column disposition: expected ANSWERED, NO ANSWER, BUSY, FAILED or CONGESTION"),
                        new ImportRow.Rejected(7, "column duration: expected a whole number that is not negative"),
                        new ImportRow.Rejected(8, "column uniqueid: a value is required"),
                        new ImportRow.Rejected(9, "end is before start"));
        assertThat(rows.tally().rows()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF"})
    void anEmptyFileIsOneRejection(String content) {
        assertThat(Rows.of(content).all).isEqualTo(List.of(new ImportRow.Rejected(1, "the file is empty")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n", " \r\n\t", "[]", "[ ]\n"})
    void aFileOfNothingButBlanksOrAnEmptyListIsOneRejection(String content) {
        assertThat(Rows.of(content).all).isEqualTo(List.of(new ImportRow.Rejected(1, "the file holds no record")));
    }

    @Test
    void aFileOfNothingButAHeaderHasNoCallAndNoRejection() {
        String header = Rows.resource("cucm.csv").split("\n", 2)[0];

        assertThat(Rows.of(header).all).isEqualTo(List.of(new ImportRow.Skipped(1, "header line")));
        assertThat(Rows.of("accountcode,src,dst,dcontext,clid,channel,dstchannel,lastapp,lastdata,start,answer,end,"
                                + "duration,billsec,disposition,amaflags,uniqueid,userfield\n")
                        .all)
                .isEqualTo(List.of(new ImportRow.Skipped(1, "header line")));
    }

    @Test
    void aStreamThatFailsPassesItsExceptionOn() {
        InputStream failing = new SequenceInputStream(
                new ByteArrayInputStream((FIRST + "\n").repeat(2000).getBytes(StandardCharsets.UTF_8)),
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("disk gone");
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        throw new IOException("disk gone");
                    }
                });

        ArrayList<ImportRow> rows = new ArrayList<>();
        assertThatThrownBy(() -> CdrReader.read(failing, ImportOptions.detecting(Rows.UTC), rows::add))
                .isInstanceOf(IOException.class)
                .hasMessage("disk gone");
        assertThat(rows).isNotEmpty();
    }
}
