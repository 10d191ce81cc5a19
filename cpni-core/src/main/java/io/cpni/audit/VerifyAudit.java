package io.cpni.audit;

import io.cpni.merkle.FileWitness;
import io.cpni.merkle.SignedNote;
import io.cpni.merkle.TrustedKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an audit log from the command line, with nothing but its database, or an export of it, and the public key.
 *
 * <pre>
 * java -cp ... io.cpni.audit.VerifyAudit (--url JDBC-URL [--user NAME] [--password-file FILE] | --export FILE)
 *     [--key FILE|VKEY]... [--witness FILE]... [--stream NAME [--from SEQ]] [--most-unattested N] [--write-export FILE] [--no-progress]
 * </pre>
 *
 * <p>Says on standard output, a line for each stream and finding, what was verified; progress goes to standard error. The
 * exit code is 0 if everything is as it was written and a trusted key vouches for a part of every stream that has records; 1
 * if something was changed; 2 if it could not be verified: wrong use, no database, an unreadable key or export; 3 if nothing
 * is wrong, but no trusted key vouches for some stream.
 */
public final class VerifyAudit {

    static final int INTACT = 0;
    static final int TAMPERED = 1;
    static final int FAILED = 2;
    static final int UNATTESTED = 3;

    private static final String USAGE = """
            usage: VerifyAudit (--url JDBC-URL [--user NAME] [--password-file FILE] | --export FILE)
                   [--key FILE|VKEY]... [--witness FILE]... [--stream NAME [--from SEQ]]
                   [--most-unattested N] [--write-export FILE] [--no-progress]

              --url            the database that holds the audit log; its driver must be on the class path
              --password-file  holds the password on its first line; it is taken from nowhere else
              --export         a file that --write-export wrote, instead of a database
              --key            who is trusted to sign checkpoints: a public key in PEM, or a vkey, name+hash+key
              --witness        checkpoints that were kept elsewhere, one behind the other
              --stream, --from verify one stream, from a record on
              --most-unattested  how many records behind the last checkpoint still count as vouched for; 8192 unless given
              --write-export   write an export and verify nothing

            exit code: 0 intact, 1 changed, 2 could not be verified, 3 intact but not vouched for by a trusted key""";

    private final PrintStream out;
    private final PrintStream err;
    private final List<String> witnesses = new ArrayList<>();
    private @Nullable String url;
    private @Nullable String user;
    private @Nullable String passwordFile;
    private @Nullable String export;
    private @Nullable String writeExport;
    private @Nullable String stream;
    private long from;

    /** Twice what comes between two checkpoints if nothing else is configured. */
    private long mostUnattested = 8_192;

    private boolean showsProgress = true;
    private @Nullable TrustedKeys keys;

    private VerifyAudit(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the program and ends the process with its exit code. */
    public static void main(String... arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** Runs the program and returns its exit code. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        VerifyAudit program = new VerifyAudit(out, err);
        try {
            program.read(new ArrayDeque<>(List.of(arguments)));
            return program.run();
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println();
            err.println(USAGE);
            return FAILED;
        } catch (RuntimeException e) {
            // Whatever it is, it is not what exit code 1 says: that something was changed.
            err.println("cannot verify: " + e.getMessage());
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                err.println("  because: " + cause.getMessage());
            }
            return FAILED;
        }
    }

    private static final class UsageException extends Exception {

        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    private void read(Deque<String> words) throws UsageException {
        while (!words.isEmpty()) {
            String option = words.removeFirst();
            switch (option) {
                case "--url" -> url = value(option, words);
                case "--user" -> user = value(option, words);
                case "--password-file" -> passwordFile = value(option, words);
                case "--export" -> export = value(option, words);
                case "--write-export" -> writeExport = value(option, words);
                case "--key" -> trust(value(option, words));
                case "--witness" -> witnesses.add(value(option, words));
                case "--stream" -> stream = value(option, words);
                case "--from" -> from = number(option, value(option, words));
                case "--most-unattested" -> mostUnattested = number(option, value(option, words));
                case "--no-progress" -> showsProgress = false;
                default -> throw new UsageException("unknown option " + option);
            }
        }
        if ((url == null) == (export == null)) {
            throw new UsageException("give either --url or --export");
        }
        if (from != 0 && stream == null) {
            throw new UsageException("--from needs --stream: places are those of one stream");
        }
        if (!witnesses.isEmpty() && keys == null) {
            throw new UsageException("--witness needs --key: a note says who signed it, not who should");
        }
        if (writeExport != null && url == null) {
            throw new UsageException("--write-export needs --url");
        }
    }

    private static String value(String option, Deque<String> words) throws UsageException {
        String value = words.pollFirst();
        if (value == null || value.startsWith("--")) {
            throw new UsageException(option + " needs a value");
        }
        return value;
    }

    private static long number(String option, String value) throws UsageException {
        try {
            long number = Long.parseLong(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(option + " needs a number");
        }
        throw new UsageException(option + " needs a number that is not negative");
    }

    private void trust(String key) {
        TrustedKeys trusted = key.contains("+") && !Files.exists(Path.of(key))
                ? TrustedKeys.ofVkey(key)
                : TrustedKeys.ofPublicKey(Path.of(key));
        keys = keys == null ? trusted : keys.and(trusted);
    }

    private int run() {
        if (writeExport != null) {
            AuditExport.write(database(), Path.of(writeExport));
            out.println("written: " + writeExport);
            return INTACT;
        }
        Progress progress = new Progress(showsProgress ? err : null);
        AuditVerifier verifier = (export == null
                        ? AuditVerifier.over(database())
                        : AuditVerifier.of(() -> ExportSource.open(Path.of(export))))
                .progress(progress::read);
        if (keys != null) {
            verifier = verifier.trusting(keys).witnessed(notes());
        }
        LogVerification result = stream == null
                ? verifier.verify()
                : new LogVerification(List.of(verifier.verify(stream, from)), List.of(), 0);
        progress.end();
        return print(result);
    }

    private DataSource database() {
        return new DriverDataSource(url == null ? "" : url, properties());
    }

    private Properties properties() {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (passwordFile != null) {
            try {
                properties.setProperty(
                        "password",
                        Files.readAllLines(Path.of(passwordFile)).stream()
                                .findFirst()
                                .orElse(""));
            } catch (IOException e) {
                throw new UncheckedIOException("the password file cannot be read", e);
            }
        }
        return properties;
    }

    private List<SignedNote> notes() {
        List<SignedNote> notes = new ArrayList<>();
        witnesses.forEach(file -> FileWitness.read(Path.of(file), notes::add));
        return notes;
    }

    private int print(LogVerification result) {
        boolean isAttested = true;
        for (AuditVerification each : result.streams()) {
            if (each instanceof AuditVerification.Intact intact) {
                isAttested &= intact.size() - intact.attested() <= mostUnattested
                        && (intact.attested() > 0 || intact.size() == 0);
                out.println("intact   " + intact.stream() + ": " + intact.records() + " records, "
                        + (intact.attested() == 0
                                ? "no trusted key vouches for them"
                                : "the first " + intact.attested() + " vouched for by a trusted key"
                                        + (intact.size() > intact.attested()
                                                ? ", " + (intact.size() - intact.attested()) + " not yet"
                                                : "")));
            } else if (each instanceof AuditVerification.Tampered tampered) {
                out.println("TAMPERED " + tampered.stream() + ": " + tampered.records() + " records, "
                        + tampered.findingCount() + (tampered.findingCount() == 1 ? " finding" : " findings"));
                print(tampered.findings(), tampered.findingCount());
            }
        }
        if (!result.persons().isEmpty()) {
            out.println("TAMPERED persons");
            print(result.persons(), result.persons().size());
        }
        if (result.unattestedErasures() > 0) {
            isAttested = false;
            out.println("persons: " + result.unattestedErasures()
                    + " were erased, and no trusted key vouches for the records that say so");
        }
        if (stream != null
                && result.streams().stream()
                        .allMatch(each -> each instanceof AuditVerification.Intact intact && intact.size() == 0)) {
            out.println("no stream named " + stream);
            return FAILED;
        }
        if (result.streams().isEmpty()) {
            out.println("no streams: nothing was ever logged here");
        }
        return !result.isIntact() ? TAMPERED : isAttested ? INTACT : UNATTESTED;
    }

    private void print(List<AuditFinding> findings, long count) {
        findings.forEach(finding -> out.println("  " + finding));
        if (count > findings.size()) {
            out.println("  and " + (count - findings.size()) + " more");
        }
    }

    /** Draws on a terminal how far it is. */
    private static final class Progress {

        private static final long DRAWN_EVERY = 50_000;
        private static final int WIDTH = 40;

        private final Optional<PrintStream> terminal;
        private boolean isDrawn;

        Progress(@Nullable PrintStream terminal) {
            this.terminal = Optional.ofNullable(terminal);
        }

        void read(String stream, long records, long size) {
            if (records % DRAWN_EVERY == 0 && terminal.isPresent()) {
                isDrawn = true;
                double part = size == 0 ? 1 : Math.min(1, (double) records / size);
                int filled = (int) (part * WIDTH);
                terminal.get()
                        .printf(
                                Locale.ROOT,
                                "\r%s [%s%s] %3d %%  %,d records",
                                stream,
                                "#".repeat(filled),
                                " ".repeat(WIDTH - filled),
                                (int) (100 * part),
                                records);
            }
        }

        void end() {
            if (isDrawn) {
                terminal.ifPresent(PrintStream::println);
            }
        }
    }
}
