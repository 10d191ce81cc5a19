package io.cpni.audit.crash;

import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.audit.SpoolListener;
import io.cpni.audit.SpoolStream;
import io.cpni.audit.SpoolingAuditLog;
import io.cpni.purpose.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The program that is killed while it spools, or while it replays: in an outage all that its threads append goes to the
 * spool, afterwards it does nothing but replay, and confirms each record that stands in the store.
 */
final class SpoolProcess {

    static final String STREAM = "node-a";
    static final String OUTAGE = "outage";
    static final String BACK = "back";

    /** After so many a process waits for its end, so that there is something left for the next: more than one commit has. */
    static final int MOST_REPLAYED = 700;

    private static final Duration PATIENT = Duration.ofSeconds(30);

    private SpoolProcess() {}

    /** Takes the URL of the database, the spool file, the name of the run, and whether there is an outage. */
    public static void main(String... args) throws IOException {
        Consumer<Confirmed> pipe = AppenderProcess.pipe();
        DataSource database = CrashDatabase.dataSource(args[0]);
        boolean outage = args[3].equals(OUTAGE);
        AtomicInteger replayed = new AtomicInteger();
        SpoolingAuditLog log = open(database, Path.of(args[1]), outage, new SpoolListener() {
            @Override
            public void replayed(AuditPosition position) {
                pipe.accept(new Confirmed(AuditKind.ACCESS, position.seq(), "replayed"));
                if (replayed.incrementAndGet() == MOST_REPLAYED) {
                    awaitTheEnd();
                }
            }
        });
        if (outage) {
            Appenders.start(log, args[2], pipe);
        }
        AppenderProcess.runUntilKilled();
    }

    private static void awaitTheEnd() {
        try {
            AppenderProcess.runUntilKilled();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a log with a spool for whatever purpose, whose primary never answers. */
    static SpoolingAuditLog open(DataSource database, Path file, boolean outage, SpoolListener listener) {
        AuditLog away = entry -> {
            throw new AuditUnavailableException("the store is down");
        };
        return SpoolingAuditLog.builder(away, STREAM, outage ? duringAnOutage(database) : target(database))
                .file(file, new byte[32])
                .purposes(EnumSet.allOf(Purpose.class))
                .listener(listener)
                .open();
    }

    private static SpoolStream target(DataSource database) {
        return LogUnderTest.spoolStream(database, STREAM + SpoolingAuditLog.SUFFIX, PATIENT);
    }

    /** The store answers when the log is opened, and then no more. */
    private static SpoolStream duringAnOutage(DataSource database) {
        AtomicBoolean asked = new AtomicBoolean();
        return new SpoolStream() {
            @Override
            public long next() {
                if (asked.getAndSet(true)) {
                    throw new AuditUnavailableException("the store is down");
                }
                return target(database).next();
            }

            @Override
            public AuditLog open() {
                throw new AuditUnavailableException("the store is down");
            }
        };
    }
}
