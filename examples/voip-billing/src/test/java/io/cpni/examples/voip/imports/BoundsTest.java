package io.cpni.examples.voip.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Feeds more than any memory should take; everything allocated while reading is counted, not only what stays. */
class BoundsTest {

    private static final long GIGABYTE = 1L << 30;
    private static final long MEGABYTE = 1L << 20;

    private static final String CALL = Rows.resource("asterisk-stock.csv").split("\n", 2)[0];
    private static final String JSON_CALL = Rows.resource("freeswitch.ndjson").split("\n", 2)[0];

    @Test
    void aGigabyteWithoutALineEndIsOneRejectionInBoundedMemory() {
        Measured measured = Measured.read(
                ImportOptions.of(CdrFormat.ASTERISK_CSV, Rows.UTC),
                text(CALL + "\n"),
                new Repeated('x', GIGABYTE),
                text("\n" + CALL + "\n"));

        assertThat(measured.rows.calls()).hasSize(2);
        assertThat(measured.rows.rejection())
                .isEqualTo(new ImportRow.Rejected(2, "the line is longer than 1048576 bytes"));
        assertThat(measured.rows.all).extracting(ImportRow::line).containsExactly(1L, 2L, 3L);
        assertThat(measured.allocated).isLessThan(32 * MEGABYTE);
    }

    @Test
    void aGigabyteOfNothingKnownIsRefusedAfterItsFirstBytes() {
        Repeated endless = new Repeated('x', GIGABYTE);
        Measured measured = Measured.read(ImportOptions.detecting(Rows.UTC), endless);

        assertThat(measured.rows.rejection().reason()).startsWith("not a known call-record file");
        assertThat(endless.left).isGreaterThan(GIGABYTE - MEGABYTE);
        assertThat(measured.allocated).isLessThan(32 * MEGABYTE);
    }

    @Test
    void aQuarterOfAGigabyteInOneJsonRecordIsOneRejectionInBoundedMemory() {
        Measured measured = Measured.read(
                ImportOptions.detecting(Rows.UTC),
                text(JSON_CALL + "\n{\"core-uuid\":\""),
                new Repeated('x', GIGABYTE / 4),
                text("\"}\n" + JSON_CALL + "\n"));

        assertThat(measured.rows.calls()).hasSize(2);
        assertThat(measured.rows.rejection())
                .isEqualTo(new ImportRow.Rejected(2, "the record is longer than 1048576 bytes"));
        assertThat(measured.allocated).isLessThan(32 * MEGABYTE);
    }

    @Test
    void aLineOfCommasIsNoMillionOfStrings() {
        Measured measured = Measured.read(
                ImportOptions.of(CdrFormat.ASTERISK_CSV, Rows.UTC),
                text(CALL + "\n"),
                new Repeated(',', MEGABYTE - 1),
                text("\n" + CALL));

        assertThat(measured.rows.calls()).hasSize(2);
        assertThat(measured.rows.rejection().reason()).contains("more than 512 columns");
        assertThat(measured.allocated).isLessThan(64 * MEGABYTE);
    }

    @Test
    void aLineAtTheBoundIsKeptAndOneByteMoreIsNot() {
        int length = CALL.getBytes(StandardCharsets.UTF_8).length;
        ImportOptions options = ImportOptions.of(CdrFormat.ASTERISK_CSV, Rows.UTC);

        assertThat(Rows.of(CALL, options.withMaxLineBytes(length)).calls()).hasSize(1);
        assertThat(Rows.of(CALL, options.withMaxLineBytes(length - 1))
                        .rejection()
                        .reason())
                .isEqualTo("the line is longer than " + (length - 1) + " bytes");
    }

    @Test
    void aRecordAtTheBoundIsKeptAndOneByteMoreIsNot() {
        int length = JSON_CALL.getBytes(StandardCharsets.UTF_8).length;
        ImportOptions options = ImportOptions.detecting(Rows.UTC);

        assertThat(Rows.of(JSON_CALL, options.withMaxRecordBytes(length)).calls())
                .hasSize(1);
        assertThat(Rows.of(JSON_CALL, options.withMaxRecordBytes(length - 1))
                        .rejection()
                        .reason())
                .isEqualTo("the record is longer than " + (length - 1) + " bytes");
    }

    @Test
    void aPageLargerThanTheBoundOfARecordIsReadRecordByRecord() {
        String page = Rows.resource("ringcentral-page.json");
        Rows rows = Rows.of(page, ImportOptions.detecting(Rows.UTC).withMaxRecordBytes(600));

        assertThat(page.length()).isGreaterThan(1200);
        assertThat(rows.tally()).isEqualTo(new ImportTally(CdrFormat.RINGCENTRAL_JSON, 2, 0, 1));
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private record Measured(Rows rows, long allocated) {

        static Measured read(ImportOptions options, InputStream... parts) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long thread = Thread.currentThread().getId();
            InputStream in = new SequenceInputStream(Collections.enumeration(List.of(parts)));
            long before = threads.getThreadAllocatedBytes(thread);
            Rows rows = Rows.of(in, options);
            return new Measured(rows, threads.getThreadAllocatedBytes(thread) - before);
        }
    }

    /** Gives the same byte a number of times, without having them anywhere. */
    private static final class Repeated extends InputStream {

        private final byte value;
        private long left;

        Repeated(char value, long count) {
            this.value = (byte) value;
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? value : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            Arrays.fill(target, offset, offset + count, value);
            left -= count;
            return count;
        }
    }
}
