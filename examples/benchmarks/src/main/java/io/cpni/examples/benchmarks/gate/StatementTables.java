package io.cpni.examples.benchmarks.gate;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Prints what the statements take in one database: a table for each reader, with a line for each form. */
final class StatementTables {

    private static final double GUARDED_BUDGET = 1.2;
    private static final double AUDITED_BUDGET = 1.5;

    /** Where there is nothing to measure. */
    private static final String NONE = "–";

    private final Measured measured;
    private final Database database;
    private final PrintStream out;

    StatementTables(Measured measured, Database database, PrintStream out) {
        this.measured = measured;
        this.database = database;
        this.out = out;
    }

    void print() {
        print(
                Reader.HELP_DESK,
                List.of(Way.MASKED_BY_HAND),
                List.of(Way.MASKED_BY_HAND_WITH_KEY),
                Way.MASKED_GUARDED,
                Way.MASKED_AUDITED);
        print(
                Reader.MARKETING,
                List.of(Way.AGREED_BY_EXISTS, Way.AGREED_BY_JOIN),
                List.of(Way.AGREED_BY_EXISTS_WITH_KEY, Way.AGREED_BY_JOIN_WITH_KEY),
                Way.AGREED_GUARDED,
                Way.AGREED_AUDITED);
    }

    private void print(Reader reader, List<Way> byHand, List<Way> withKey, Way guarded, Way audited) {
        out.printf("%n%s, %s%n%n", database, reader.title());
        out.println("| Statement | unguarded µs | by hand µs | with the key µs | guarded µs | × by hand"
                + " | × by hand with the key | durable audit µs | × by hand | spread | by hand B/op | guarded B/op |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        Stream.of(Form.values())
                .filter(form -> measured.has(StatementBenchmark.class, database, form))
                .forEach(form -> line(form, fastest(form, byHand), find(form, withKey), guarded, audited));
    }

    private void line(Form form, Way byHand, Optional<Way> withKey, Way guarded, Way audited) {
        double hand = time(form, byHand);
        double gate = time(form, guarded);
        double durable = time(form, audited);
        out.printf(
                "| %s | %s | %s%s | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n",
                form.title(),
                Measured.micros(time(form, Way.UNGUARDED)),
                Measured.micros(hand),
                remark(byHand),
                withKey.map(way -> Measured.micros(time(form, way)) + remark(way))
                        .orElse(NONE),
                Measured.micros(gate),
                Measured.ratio(gate / hand, GUARDED_BUDGET),
                withKey.map(way -> Measured.ratio(gate / time(form, way), GUARDED_BUDGET))
                        .orElse(NONE),
                Measured.micros(durable),
                Measured.ratio(durable / hand, AUDITED_BUDGET),
                Measured.percent(widest(
                        form, Stream.concat(Stream.of(Way.UNGUARDED, byHand, guarded, audited), withKey.stream()))),
                Measured.figure(bytes(form, byHand)),
                Measured.figure(bytes(form, guarded)));
    }

    /** By hand is whichever of the forms is faster, of those that were timed. */
    private Way fastest(Form form, List<Way> ways) {
        return find(form, ways).orElseThrow(() -> new IllegalStateException("no way by hand was timed for " + form));
    }

    private Optional<Way> find(Form form, List<Way> ways) {
        return ways.stream()
                .filter(Way.timed(database, form)::contains)
                .min(Comparator.comparing(way -> time(form, way)));
    }

    /** Says which of the two forms of the condition it was. */
    private static String remark(Way byHand) {
        if (!byHand.bindsInstant()) {
            return "";
        }
        return byHand.isJoined() ? " (joins)" : " (EXISTS)";
    }

    private double time(Form form, Way way) {
        return measured.median(StatementBenchmark.class, "run", database, form, way);
    }

    private double bytes(Form form, Way way) {
        return measured.bytes(StatementBenchmark.class, "run", database, form, way);
    }

    private double widest(Form form, Stream<Way> ways) {
        return ways.mapToDouble(way -> measured.spread(StatementBenchmark.class, "run", database, form, way))
                .max()
                .orElse(Double.NaN);
    }
}
