package io.cpni.examples.voip.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** Reads rows of FreeSWITCH's {@code Master.csv}, written with the 15 columns of the stock "example" template. */
final class FreeSwitchCsvReader implements CsvRowReader {

    private static final int COLUMNS = 15;
    private static final int CALLER = 1;
    private static final int DESTINATION = 2;
    private static final int START = 4;
    private static final int ANSWER = 5;
    private static final int END = 6;
    private static final int DURATION = 7;
    private static final int BILLED = 8;
    private static final int CAUSE = 9;
    private static final int UUID = 10;
    private static final int OTHER_LEG = 11;
    private static final int ACCOUNT_CODE = 12;
    private static final int READ_CODEC = 13;

    private static final Pattern UUID_SHAPE = Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

    private final PhoneNumbers numbers;
    private final WallClock clock;
    private final LegJoiner legs;

    FreeSwitchCsvReader(PhoneNumbers numbers, WallClock clock, LegJoiner legs) {
        this.numbers = numbers;
        this.clock = clock;
        this.legs = legs;
    }

    static boolean recognises(List<String> fields) {
        return fields.size() == COLUMNS
                && (isHeader(fields)
                        || (WallClock.looksLikeTime(fields.get(START))
                                && WallClock.looksLikeTime(fields.get(END))
                                && UUID_SHAPE.matcher(fields.get(UUID)).matches()));
    }

    /** The template has no header, but people who pass files on add one. */
    private static boolean isHeader(List<String> fields) {
        return fields.contains("uuid") && fields.contains("billsec");
    }

    @Override
    public void read(long line, List<String> fields, RowSink sink) throws RowException {
        if (fields.size() != COLUMNS) {
            throw new RowException("expected " + COLUMNS + " columns, found " + fields.size());
        }
        if (isHeader(fields)) {
            sink.skipped(line, "header line");
            return;
        }
        legs.add(line, call(fields), Texts.blankToNull(fields.get(OTHER_LEG)), sink);
    }

    @Override
    public void end(RowSink sink) {
        legs.releaseAll(sink);
    }

    private ParsedCall call(List<String> fields) throws RowException {
        String uuid = Values.required("uuid", fields.get(UUID));
        Instant start = clock.start("start_stamp", fields.get(START), null);
        String answerText = Texts.blankToNull(fields.get(ANSWER));
        Instant answer = answerText == null ? null : clock.notBefore("answer_stamp", answerText, start);
        Instant end = clock.notBefore("end_stamp", fields.get(END), answer == null ? start : answer);
        Duration billed = Values.seconds("billsec", fields.get(BILLED));
        boolean answered = answer != null || !billed.isZero();
        return new CallDraft(
                        CdrFormat.FREESWITCH_CSV,
                        uuid,
                        numbers.party(fields.get(CALLER)),
                        numbers.party(fields.get(DESTINATION)))
                .times(start, answer, end)
                .outcome(
                        FreeSwitchOutcome.of(answered, fields.get(CAUSE), null),
                        Values.seconds("duration", fields.get(DURATION)),
                        billed)
                .accountCode(fields.get(ACCOUNT_CODE))
                .codec(fields.get(READ_CODEC))
                .toCall();
    }
}
