package io.cpni.examples.voip.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.examples.voip.imports.CdrFormat;
import io.cpni.examples.voip.imports.CdrReader;
import io.cpni.examples.voip.imports.Direction;
import io.cpni.examples.voip.imports.Disposition;
import io.cpni.examples.voip.imports.ImportOptions;
import io.cpni.examples.voip.imports.ImportRow;
import io.cpni.examples.voip.imports.ImportTally;
import io.cpni.examples.voip.imports.ParsedCall;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the demo's files with the readers of the real formats: what went in must come out. */
class DemoFilesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T15:04:05.678901Z");
    private static final DemoCarrier CARRIER = DemoCarrier.generate(42, NOW);
    private static final List<DemoFile> FILES = DemoCalls.generate(CARRIER).files();

    static List<DemoFile> files() {
        return FILES;
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyCallOfAFileIsAcceptedAndNothingIsRejected(DemoFile file) throws IOException {
        List<ParsedCall> read = new ArrayList<>();
        List<String> rejected = new ArrayList<>();
        ImportTally tally = read(file, read, rejected);

        assertThat(rejected).isEmpty();
        assertThat(tally.rejected()).isZero();
        assertThat(tally.accepted()).isEqualTo(file.calls().size());
        assertThat(read).extracting(ParsedCall::sourceId).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("files")
    void theCallsReadAreTheCallsWritten(DemoFile file) throws IOException {
        List<ParsedCall> read = new ArrayList<>();
        read(file, read, new ArrayList<>());
        List<DemoCall> written = new ArrayList<>(file.calls());
        // Files are in order of the end, or newest first; here both sides are brought into one order of start.
        Comparator<ParsedCall> order = Comparator.comparing(ParsedCall::start)
                .thenComparing(call -> String.valueOf(call.callerE164()))
                .thenComparing(call -> String.valueOf(call.calleeE164()));
        read.sort(order);
        written.sort(Comparator.comparing((DemoCall call) -> recordedStart(file, call))
                .thenComparing(DemoCall::caller)
                .thenComparing(DemoCall::callee));

        assertThat(read).hasSameSizeAs(written);
        for (int i = 0; i < read.size(); i++) {
            ParsedCall parsed = read.get(i);
            DemoCall call = written.get(i);
            assertThat(parsed.callerE164()).isEqualTo(call.caller());
            assertThat(parsed.calleeE164()).isEqualTo(call.callee());
            assertThat(parsed.start()).isEqualTo(recordedStart(file, call));
            assertThat(parsed.disposition()).isEqualTo(disposition(call.outcome()));
            assertThat(parsed.billableDuration())
                    .isBetween(
                            call.talk().truncatedTo(ChronoUnit.SECONDS),
                            call.talk().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
            if (parsed.direction() != Direction.UNKNOWN) {
                assertThat(parsed.direction().name()).isEqualTo(call.direction().name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theFormatIsFoundOutFromTheContentToo(DemoFile file) throws IOException {
        try (InputStream in = file.open()) {
            ImportTally tally = CdrReader.read(in, ImportOptions.detecting(file.zone()), row -> {});

            CdrFormat found = tally.format();
            assertThat(found == null ? "none" : found.wireName()).isEqualTo(file.formatName());
            assertThat(tally.accepted()).isEqualTo(file.calls().size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-04-03T00:00:00Z", "2024-02-29T12:00:00Z", "2027-01-01T05:30:00Z"})
    void otherSeedsAndSeasonsAreReadAsWell(String start) throws IOException {
        Instant now = Instant.parse(start);
        for (DemoFile file : DemoCalls.generate(DemoCarrier.generate(now.getEpochSecond(), now), 3_000)
                .files()) {
            List<String> rejected = new ArrayList<>();
            ImportTally tally = read(file, new ArrayList<>(), rejected);

            assertThat(rejected).isEmpty();
            assertThat(tally.accepted()).isEqualTo(file.calls().size());
        }
    }

    @Test
    void idsDifferAcrossAllFilesOfAFormat() throws IOException {
        Set<String> ids = new HashSet<>();
        for (DemoFile file : FILES) {
            List<ParsedCall> read = new ArrayList<>();
            read(file, read, new ArrayList<>());
            read.forEach(call -> assertThat(ids.add(file.formatName() + " " + call.sourceId()))
                    .isTrue());
        }
    }

    @Test
    void asteriskFilesDifferInQuotesAndColumns() throws IOException {
        assertThat(firstLine("asterisk-east/"))
                .matches(".*\",[0-9]+,[0-9]+,\".*")
                .startsWith("\"\",");
        assertThat(firstLine("asterisk-quoted/"))
                .matches(".*\",\"[0-9]+\",\"[0-9]+\",\".*")
                .startsWith("\"\",");
        assertThat(firstLine("asterisk-custom/")).matches("\"\"\".*,[0-9]+");
    }

    @Test
    void freeSwitchCsvHasTwoRowsACall() throws IOException {
        DemoFile file = FILES.stream()
                .filter(f -> f.formatName().equals("freeswitch-csv"))
                .findFirst()
                .orElseThrow();

        assertThat(text(file).lines()).hasSize(2 * file.calls().size());
    }

    @Test
    void unlistedCustomersAreNotNamedInCallerIds() throws IOException {
        Set<String> shown = new HashSet<>();
        for (DemoFile file : FILES) {
            if (file.formatName().equals("asterisk-csv")) {
                String text = text(file);
                CARRIER.customers().stream()
                        .filter(customer -> text.contains('"' + customer.name() + '"'))
                        .forEach(customer -> shown.add(customer.name()));
            }
        }
        assertThat(shown).hasSizeGreaterThan(50);
        // A name may be had twice, once listed.
        CARRIER.customers().stream()
                .filter(DemoCustomer::unlisted)
                .filter(customer -> CARRIER.customers().stream()
                        .noneMatch(other -> !other.unlisted() && other.name().equals(customer.name())))
                .forEach(customer -> assertThat(shown).doesNotContain(customer.name()));
    }

    /** Cuts to what the format keeps; wall-clock formats without an epoch take the earlier of a doubled hour. */
    private static Instant recordedStart(DemoFile file, DemoCall call) {
        if (file.formatName().equals("freeswitch-json") || file.formatName().equals("ringcentral-json")) {
            return call.start();
        }
        Instant cut = call.start().truncatedTo(ChronoUnit.SECONDS);
        if (file.formatName().equals("freeswitch-csv")) {
            return cut.atZone(file.zone()).withEarlierOffsetAtOverlap().toInstant();
        }
        return cut;
    }

    private static Disposition disposition(CallOutcome outcome) {
        return switch (outcome) {
            case ANSWERED -> Disposition.ANSWERED;
            case NO_ANSWER -> Disposition.NO_ANSWER;
            case BUSY -> Disposition.BUSY;
            case FAILED -> Disposition.FAILED;
        };
    }

    private static ImportTally read(DemoFile file, List<ParsedCall> calls, List<String> rejected) throws IOException {
        ImportOptions options = ImportOptions.of(CdrFormat.fromName(file.formatName()), file.zone());
        try (InputStream in = file.open()) {
            return CdrReader.read(in, options, row -> {
                if (row instanceof ImportRow.Parsed parsed) {
                    calls.add(parsed.call());
                } else if (row instanceof ImportRow.Rejected refused) {
                    rejected.add(file.name() + ":" + refused.line() + ": " + refused.reason());
                }
            });
        }
    }

    private static String firstLine(String prefix) throws IOException {
        DemoFile file = FILES.stream()
                .filter(f -> f.name().startsWith(prefix))
                .findFirst()
                .orElseThrow();
        return text(file).lines().findFirst().orElseThrow();
    }

    private static String text(DemoFile file) throws IOException {
        try (InputStream in = file.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
