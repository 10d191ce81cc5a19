package io.cpni.audit.crash;

import io.cpni.audit.AuditLog;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The program that is killed: appends with all threads until then, and writes a line to standard output for each append that
 * returned, after it has. What has gone into the pipe outlives the process.
 */
final class AppenderProcess {

    private static final Duration PATIENT = Duration.ofSeconds(30);

    private AppenderProcess() {}

    /** Takes the URL of the database, the stream and the name of the run. */
    public static void main(String... args) throws IOException {
        Consumer<Confirmed> pipe = pipe();
        AuditLog log = LogUnderTest.open(CrashDatabase.dataSource(args[0]), args[1], PATIENT);
        Appenders.start(log, args[2], pipe);
        runUntilKilled();
    }

    /** Takes standard output for confirmations; what is logged must not come between. */
    static Consumer<Confirmed> pipe() {
        FileOutputStream pipe = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        return confirmed -> write(pipe, confirmed);
    }

    static void runUntilKilled() throws IOException {
        // Nobody writes to it; it ends when who started this process is gone.
        while (System.in.read() >= 0) {}
        Runtime.getRuntime().halt(0);
    }

    private static void write(FileOutputStream pipe, Confirmed confirmed) {
        try {
            // In one piece, which is so short that the pipe takes it as one.
            pipe.write(confirmed.line().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("who started this process listens no more", e);
        }
    }
}
