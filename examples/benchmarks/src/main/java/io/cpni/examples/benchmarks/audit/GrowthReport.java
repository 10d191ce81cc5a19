package io.cpni.examples.benchmarks.audit;

import io.cpni.audit.SegmentIndexer;
import io.cpni.customer.CustomerId;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.util.ListStatistics;

/**
 * Lets the log grow and says how fast it did so, million by million: 32 callers, each of whom waits until its record is
 * durable, while the index is made behind them. The last million should come at nine tenths of the rate of the first. Then
 * asks who saw a customer, for some customers: the first fifty lines should come within 50 ms.
 */
public final class GrowthReport {

    private static final int CALLERS = 32;
    private static final double FLAT = 0.9;
    private static final int LINES = 50;
    private static final int WARM_UPS = 100;
    private static final int QUESTIONS = 300;
    private static final double ANSWER_MILLIS = 50;

    private GrowthReport() {}

    /** Runs and prints. */
    public static void main(String... args) throws InterruptedException, ExecutionException {
        run(AuditSettings.of(), new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    @SuppressWarnings("try") // the databases run as long as they are open
    static void run(AuditSettings settings, PrintStream out) throws InterruptedException, ExecutionException {
        for (Store store : settings.databases()) {
            try (Stores stores = Stores.start(List.of(store), Path.of("target"));
                    TimedLog log = TimedLog.open(store, "growth");
                    SegmentIndexer indexer = log.index()) {
                out.printf(Locale.ROOT, "%n%s, %d callers%n%n", store, CALLERS);
                out.println("| Records | records/s |");
                out.println("| ---: | ---: |");
                grow(log, settings, out);
                log.completeIndex();
                ask(log, out);
            }
        }
    }

    private static void ask(TimedLog log, PrintStream out) {
        Entries.some(WARM_UPS).forEach(customer -> log.whoSaw(customer, LINES));
        ListStatistics millis = new ListStatistics();
        long lines = 0;
        for (CustomerId customer : Entries.some(QUESTIONS)) {
            long start = System.nanoTime();
            lines += log.whoSaw(customer, LINES);
            millis.addValue((System.nanoTime() - start) / 1e6);
        }
        double median = millis.getPercentile(50);
        out.printf(
                Locale.ROOT,
                "%nWho saw a customer, first %d lines, %d questions with %,d lines: median %s ms, 95 %% within %.1f ms, all"
                        + " within %.1f ms.%n",
                LINES,
                QUESTIONS,
                lines,
                String.format(Locale.ROOT, median > ANSWER_MILLIS ? "**%.1f**" : "%.1f", median),
                millis.getPercentile(95),
                millis.getMax());
    }

    private static void grow(TimedLog log, AuditSettings settings, PrintStream out)
            throws InterruptedException, ExecutionException {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            log.meetEverybody();
            long met = log.records();
            double first = 0;
            double last = 0;
            for (long there = 0; there < settings.growth(); there += settings.per()) {
                long start = System.nanoTime();
                append(log, callers, settings.per());
                last = settings.per() / ((System.nanoTime() - start) / 1e9);
                first = there == 0 ? last : first;
                out.printf(Locale.ROOT, "| %,d | %,.0f |%n", there + settings.per(), last);
            }
            if (log.records() - met != (settings.growth() + settings.per() - 1) / settings.per() * settings.per()) {
                throw new IllegalStateException("the log has " + log.records() + " records");
            }
            out.printf(
                    Locale.ROOT,
                    "%nThe last came at %s of the rate of the first.%n",
                    last / first < FLAT
                            ? String.format(Locale.ROOT, "**%.2f**", last / first)
                            : String.format(Locale.ROOT, "%.2f", last / first));
        } finally {
            callers.shutdownNow();
        }
    }

    /** Appends so many records; a log that denies one ends the run. */
    private static void append(TimedLog log, ExecutorService callers, long records)
            throws InterruptedException, ExecutionException {
        AtomicLong left = new AtomicLong(records);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            running.add(callers.submit(() -> {
                Entries entries = new Entries();
                while (left.getAndDecrement() > 0) {
                    log.log().append(entries.next());
                }
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
    }
}
