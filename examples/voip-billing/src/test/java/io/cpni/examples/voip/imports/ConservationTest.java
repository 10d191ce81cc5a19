package io.cpni.examples.voip.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that every record of a file comes out as exactly one row, whatever is wrong with it. */
class ConservationTest {

    private static final int TRIALS = 400;

    @ParameterizedTest
    @CsvSource({
        "asterisk-stock.csv, asterisk-csv, 3, 0, 0",
        "asterisk-custom.csv, asterisk-csv, 2, 0, 0",
        "freeswitch-legs.csv, freeswitch-csv, 2, 0, 1",
        "freeswitch.ndjson, freeswitch-json, 3, 0, 0",
        "cucm.csv, cucm-csv, 3, 0, 2",
        "ringcentral-page.json, ringcentral-json, 2, 0, 1",
    })
    void acceptedAndRejectedAndSkippedAreAllRows(
            String resource, String format, long accepted, long rejected, long skipped) {
        Rows rows = Rows.of(Rows.resource(resource));

        assertThat(rows.tally()).isEqualTo(new ImportTally(CdrFormat.fromName(format), accepted, rejected, skipped));
        assertThat(rows.tally().rows()).isEqualTo(rows.all.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"asterisk-stock.csv", "asterisk-custom.csv", "cucm.csv"})
    void whateverBytesReplaceOneLineTheOthersComeOutUnchanged(String resource) {
        List<String> lines = Rows.resource(resource).lines().toList();
        CdrFormat format = Rows.of(Rows.resource(resource)).tally().format();
        ImportOptions options = ImportOptions.of(format, Rows.UTC);
        List<ImportRow> sound = Rows.of(String.join("\n", lines), options).all;
        Random random = new Random(64_2003);

        for (int trial = 0; trial < TRIALS; trial++) {
            // A header that is gone is another story: without it the columns have no names.
            int damaged =
                    resource.equals("cucm.csv") ? 1 + random.nextInt(lines.size() - 1) : random.nextInt(lines.size());
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            for (int i = 0; i < lines.size(); i++) {
                content.writeBytes(i == damaged ? damage(lines.get(i), random) : utf8(lines.get(i)));
                content.write('\n');
            }
            List<ImportRow> rows = Rows.of(content.toByteArray(), options).all;

            long line = damaged + 1L;
            assertThat(others(rows, line)).as("trial %d", trial).isEqualTo(others(sound, line));
            assertThat(rows).as("trial %d", trial).hasSize(lines.size());
        }
    }

    @Test
    void whateverBytesReplaceOneJsonLineTheOthersComeOutUnchanged() {
        List<String> lines = Rows.resource("freeswitch.ndjson").lines().toList();
        List<ImportRow> sound = Rows.of(String.join("\n", lines)).all;
        Random random = new Random(64_2003);

        for (int trial = 0; trial < TRIALS; trial++) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            content.writeBytes(utf8(lines.get(0) + "\n"));
            content.writeBytes(damage(lines.get(1), random));
            content.writeBytes(utf8("\n" + lines.get(2) + "\n"));
            List<ImportRow> rows =
                    Rows.of(content.toByteArray(), ImportOptions.of(CdrFormat.FREESWITCH_JSON, Rows.UTC)).all;

            assertThat(others(rows, 2)).as("trial %d", trial).isEqualTo(others(sound, 2));
            assertThat(rows.size()).as("trial %d", trial).isGreaterThanOrEqualTo(lines.size());
        }
    }

    @Test
    void aFileOfManyRowsLosesNoneAndKeepsTheirOrder() {
        String call = Rows.resource("asterisk-stock.csv").lines().findFirst().orElseThrow();
        int count = 20_000;
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < count; i++) {
            content.append(i % 10 == 9 ? "broken" : call.replace("1772442900.1", "1772442900." + i))
                    .append('\n');
        }
        Rows rows = Rows.of(content.toString());

        assertThat(rows.tally()).isEqualTo(new ImportTally(CdrFormat.ASTERISK_CSV, count * 9L / 10, count / 10, 0));
        assertThat(rows.all).extracting(ImportRow::line).isSorted().doesNotHaveDuplicates();
        assertThat(rows.calls().stream().map(ParsedCall::sourceId).collect(Collectors.toSet()))
                .hasSize(count * 9 / 10);
    }

    private static List<ImportRow> others(List<ImportRow> rows, long line) {
        return rows.stream().filter(row -> row.line() != line).toList();
    }

    /** Overwrites, removes or inserts a few bytes, none of them a line end and at least one of them visible. */
    private static byte[] damage(String line, Random random) {
        byte[] bytes = utf8(line);
        for (int i = 0; i <= random.nextInt(4); i++) {
            int at = random.nextInt(bytes.length);
            byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = anyByte(random);
                case 1 -> bytes = concat(Arrays.copyOf(bytes, Math.max(at, 1)), new byte[0]);
                default -> bytes = concat(concat(Arrays.copyOf(bytes, at), new byte[] {anyByte(random)}), rest);
            }
        }
        bytes[0] = bytes[0] == ' ' ? (byte) '"' : bytes[0];
        return bytes;
    }

    private static byte anyByte(Random random) {
        String telling = "\",{}[]:\\0%\0 x";
        int b = random.nextBoolean() ? telling.charAt(random.nextInt(telling.length())) : random.nextInt(256);
        return b == '\n' || b == '\r' ? (byte) '?' : (byte) b;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
