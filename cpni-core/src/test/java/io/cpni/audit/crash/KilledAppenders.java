package io.cpni.audit.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A process of appenders, from its start to its death. */
final class KilledAppenders implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;
    private final ConcurrentLinkedQueue<Confirmed> confirmed = new ConcurrentLinkedQueue<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final Thread reader;

    private KilledAppenders(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.reader = new Thread(this::read, "confirmations-of-" + process.pid());
        this.reader.setDaemon(true);
    }

    static KilledAppenders start(String url, String stream, String run, Path log) throws IOException {
        return start(AppenderProcess.class, log, List.of(url, stream, run));
    }

    /** Starts a program that writes what was confirmed to {@link AppenderProcess#pipe}. */
    static KilledAppenders start(Class<?> main, Path log, List<String> args) throws IOException {
        KilledAppenders appenders = new KilledAppenders(ChildProcess.start(main, log, args), log);
        appenders.reader.start();
        return appenders;
    }

    /** Reads what is in the pipe to its end, which comes when the process is dead and the pipe empty. */
    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                confirmed.add(Confirmed.parse(line));
                first.countDown();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the confirmations could not be read", e);
        }
    }

    void awaitFirst() throws InterruptedException, IOException {
        if (!first.await(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("nothing was confirmed within " + LONGEST_START + "; the process logged:\n"
                    + Files.readString(log));
        }
    }

    void letRun(Duration time) throws InterruptedException {
        ChildProcess.letRun(process, time);
    }

    /** Kills the process and returns all that it had confirmed. */
    List<Confirmed> kill() throws InterruptedException {
        ChildProcess.kill(process);
        reader.join();
        return List.copyOf(confirmed);
    }

    int confirmedSoFar() {
        return confirmed.size();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
