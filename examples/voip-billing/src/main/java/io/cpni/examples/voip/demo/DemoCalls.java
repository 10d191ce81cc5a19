package io.cpni.examples.voip.demo;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds the carrier's calls of the last weeks and writes them down as its switches do.
 *
 * @param carrier whose calls
 * @param calls by id from 1, in order of start; all ended before the carrier's {@code now}
 */
public record DemoCalls(DemoCarrier carrier, List<DemoCall> calls) {

    /** How many calls {@link #generate(DemoCarrier)} makes. */
    public static final int CALLS = 24_000;

    /** How many days before {@code now} the first of them may start. */
    public static final int DAYS = 60;

    public DemoCalls {
        calls = List.copyOf(calls);
    }

    /** Makes {@link #CALLS} calls; the same carrier makes the same calls. */
    public static DemoCalls generate(DemoCarrier carrier) {
        return generate(carrier, CALLS);
    }

    /**
     * Makes so many calls.
     *
     * @param count 1 or more
     */
    public static DemoCalls generate(DemoCarrier carrier, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be 1 or more: " + count);
        }
        return new DemoCalls(carrier, new CallGenerator(carrier).generate(count, DAYS));
    }

    /** Lists the files of all switches: each call is in one of them, each switch has one a month or more. */
    public List<DemoFile> files() {
        List<DemoFile> files = new ArrayList<>();
        for (DemoSwitch source : DemoSwitch.values()) {
            SortedMap<YearMonth, List<DemoCall>> months = new TreeMap<>();
            for (DemoCall call : calls) {
                if (carrier.account(call.accountId()).homeSwitch() == source) {
                    YearMonth month = YearMonth.from(call.start().atZone(source.zone()));
                    months.computeIfAbsent(month, key -> new ArrayList<>()).add(call);
                }
            }
            CallFiles writer = CallFiles.of(source, carrier);
            months.forEach((month, ofMonth) -> files.addAll(writer.files(source, month, ofMonth)));
        }
        return List.copyOf(files);
    }
}
