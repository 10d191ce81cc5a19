package io.cpni.examples.voip.imports;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads rows of Asterisk's {@code Master.csv} in the stock and in the custom layout, row by row. */
final class AsteriskCsvReader implements CsvRowReader {

    /** The unique id: an optional system name, the epoch second of the channel's creation, and a counter. */
    private static final Pattern UNIQUE_ID = Pattern.compile("(?:.*-)?([0-9]{9,10})\\.[0-9]+");

    private final PhoneNumbers numbers;
    private final WallClock clock;

    AsteriskCsvReader(PhoneNumbers numbers, WallClock clock) {
        this.numbers = numbers;
        this.clock = clock;
    }

    static boolean recognises(List<String> fields) {
        return AsteriskLayout.of(fields) != null || isHeader(fields);
    }

    /** Asterisk writes no header, but people who pass files on add one. */
    private static boolean isHeader(List<String> fields) {
        return AsteriskLayout.hasKnownWidth(fields)
                && fields.contains("src")
                && fields.contains("dst")
                && fields.contains("billsec");
    }

    @Override
    public void read(long line, List<String> fields, RowSink sink) throws RowException {
        if (isHeader(fields)) {
            sink.skipped(line, "header line");
            return;
        }
        if (!AsteriskLayout.hasKnownWidth(fields)) {
            throw new RowException("expected 18 or 19 columns, found " + fields.size());
        }
        AsteriskLayout layout = AsteriskLayout.of(fields);
        if (layout == null) {
            throw new RowException("columns start and end: expected local times like 2026-01-31 23:59:59"
                    + " where the stock or the custom layout has them");
        }
        sink.parsed(line, call(layout, fields));
    }

    @Override
    public void end(RowSink sink) {
        // Each row was handed on when it was read.
    }

    private ParsedCall call(AsteriskLayout layout, List<String> fields) throws RowException {
        String uniqueId = Values.required("uniqueid", fields.get(layout.uniqueId));
        Instant start = clock.start("start", fields.get(layout.start), epochOf(uniqueId));
        String answerText = Texts.blankToNull(fields.get(layout.answer));
        Instant answer = answerText == null ? null : clock.notBefore("answer", answerText, start);
        Instant end = clock.notBefore("end", fields.get(layout.end), answer == null ? start : answer);

        String dialled = fields.get(layout.destination);
        String sentOut = DialString.numberOf(fields.get(layout.application), fields.get(layout.data));
        // The dialled text may begin with an outside-line prefix; what the Dial application sent out does not. Only a
        // number that ends the dialled text is the same number: Dial may as well ring an extension or a forwarding.
        boolean stripped = sentOut != null && dialled.endsWith(sentOut);
        Party caller = numbers.party(fields.get(layout.source));
        Party callee = numbers.party(dialled, stripped ? sentOut : dialled);

        return new CallDraft(CdrFormat.ASTERISK_CSV, sourceId(uniqueId, fields), caller, callee)
                .times(start, answer, end)
                .outcome(
                        disposition(fields.get(layout.disposition)),
                        Values.seconds("duration", fields.get(layout.duration)),
                        Values.seconds("billsec", fields.get(layout.billed)))
                .accountCode(fields.get(layout.accountCode))
                .toCall();
    }

    /** One unique id may have several records (forks, transfers); the sequence number, where written, tells them apart. */
    private static String sourceId(String uniqueId, List<String> fields) throws RowException {
        if (fields.size() <= AsteriskLayout.SEQUENCE) {
            return uniqueId;
        }
        String sequence = Values.required("sequence", fields.get(AsteriskLayout.SEQUENCE));
        return uniqueId + "/" + Values.wholeNumber("sequence", sequence);
    }

    private static @Nullable Instant epochOf(String uniqueId) {
        Matcher matcher = UNIQUE_ID.matcher(uniqueId);
        return matcher.matches() ? Instant.ofEpochSecond(Long.parseLong(matcher.group(1))) : null;
    }

    private static Disposition disposition(String text) throws RowException {
        return switch (text) {
            case "ANSWERED" -> Disposition.ANSWERED;
            case "NO ANSWER" -> Disposition.NO_ANSWER;
            case "BUSY" -> Disposition.BUSY;
            case "FAILED", "CONGESTION" -> Disposition.FAILED;
            default ->
                throw new RowException("column disposition: expected ANSWERED, NO ANSWER, BUSY, FAILED or CONGESTION");
        };
    }
}
