package io.cpni.audit;

import static io.cpni.audit.AuditDatabases.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verifier as a compliance officer starts it. */
class VerifyAuditTest {

    /** What the X.509 form of an Ed25519 key begins with (RFC 8410). */
    private static final String X509 = "302a300506032b6570032100";

    @TempDir
    private Path folder;

    private DataSource database;
    private String url;
    private Path key;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void aLogInAFile() throws IOException {
        url = "jdbc:h2:file:" + folder.resolve("audit");
        JdbcDataSource file = new JdbcDataSource();
        file.setURL(url);
        database = file;
        AuditSchema.create(database);
        SignedLog.write(database);
        key = publicKey("key.pem", SignedLog.SIGNER.publicKey());
    }

    private Path publicKey(String name, byte[] raw) throws IOException {
        byte[] x509 = HexFormat.of().parseHex(X509 + HexFormat.of().formatHex(raw));
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(x509)
                        + "\n-----END PUBLIC KEY-----\n");
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return VerifyAudit.run(new PrintStream(out), new PrintStream(err), arguments);
    }

    @Test
    void anIntactLog() {
        assertThat(run("--url", url, "--key", key.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("intact   node-a: 300 records, the first 300 vouched for by a trusted key\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aLogThatNobodyVouchesFor() {
        assertThat(run("--url", url)).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("no trusted key vouches for them");
    }

    @Test
    void aChangedRecordIsNamed() {
        execute(database, "UPDATE cpni_audit_record SET accessor = 'nobody' WHERE seq = 3");

        assertThat(run("--url", url, "--key", key.toString())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("TAMPERED node-a: 300 records, 1 finding")
                .contains("COPY_ALTERED node-a#3: column accessor does not say what the record says");
    }

    /** Break-glass records of an outage stand in a stream of their own, and are vouched for as all others. */
    @Test
    void aLogWithAPastOutageIsVouchedFor() {
        FaultyDataSource faulty = new FaultyDataSource(database);
        try (JdbcAuditLog primary = JdbcAuditLog.open(faulty, "node-a", AuditEntries.KEYS);
                Checkpointer checkpointer =
                        SignedLog.checkpointer(database, primary).start();
                SpoolingAuditLog log = SpoolingAuditLog.builder(
                                primary,
                                "node-a",
                                checkpointer.signing(
                                        SpoolStream.over(faulty, "node-a", AuditEntries.KEYS), "node-a.spool"))
                        .file(folder.resolve("spool"), new byte[SpoolCipher.KEY_BYTES])
                        .purposes(Set.of(Purpose.EMERGENCY))
                        .after(Duration.ofMillis(100))
                        .retryEvery(Duration.ofMillis(20))
                        .open()) {
            faulty.goDown();
            assertThat(log
                            .append(AuditEntries.annaBills(AuditEntries.MONDAY_NINE)
                                    .purpose(Purpose.EMERGENCY)
                                    .build())
                            .stream())
                    .isEqualTo("node-a.spool");
            faulty.comeBack();
            log.settle();
        }

        assertThat(run("--url", url, "--key", key.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("intact   node-a.spool: 1 records, the first 1 vouched for by a trusted key\n");
    }

    @Test
    void anErasureThatNobodyVouchesFor() {
        try (JdbcAuditLog log = JdbcAuditLog.open(database, "node-a", AuditEntries.KEYS)) {
            AuditErasure.over(database, AuditEntries.KEYS, log, Clock.systemUTC())
                    .erase(CustomerId.of(3), "ticket 1", AuditLife.officer());
        }

        assertThat(run("--url", url, "--key", key.toString())).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("persons: 1 were erased, and no trusted key vouches for the records that say so");
        try (JdbcAuditLog log = JdbcAuditLog.open(database, "node-a", AuditEntries.KEYS)) {
            SignedLog.checkpointer(database, log).start().close();
        }
        assertThat(run("--url", url, "--key", key.toString())).isZero();
    }

    @Test
    void aStreamFromAPlaceOn() {
        execute(database, "UPDATE cpni_audit_record SET accessor = 'nobody' WHERE seq = 3");

        assertThat(run("--url", url, "--key", key.toString(), "--stream", "node-a", "--from", "256"))
                .isZero();
    }

    @Test
    void anotherKeyVouchesForNothing() throws IOException {
        Path other = publicKey("other.pem", SignedLog.newSigner().publicKey());

        assertThat(run("--url", url, "--key", other.toString())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("CHECKPOINT_INVALID");
    }

    @Test
    void anExportIsVerifiedWithoutTheDatabase() throws IOException {
        Path export = folder.resolve("log.gz");
        assertThat(run("--url", url, "--write-export", export.toString())).isZero();
        execute(database, "SHUTDOWN");
        Files.delete(folder.resolve("audit.mv.db"));

        assertThat(run("--export", export.toString(), "--key", key.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("intact   node-a: 300 records, the first 300 vouched for by a trusted key\n");
    }

    @Test
    void aChangedExportIsFound() throws IOException {
        Path export = folder.resolve("log.gz");
        run("--url", url, "--write-export", export.toString());
        List<String> lines = new ArrayList<>(lines(export));
        int found = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            List<String> changed = new ArrayList<>(lines);
            int at = line.indexOf('=') + 9;
            if (line.startsWith("record 1 17 ")
                    || line.startsWith("note ")
                    || line.startsWith("tile ")
                    || line.startsWith("person 2 ")
                    || line.startsWith("shape ")) {
                changed.set(i, line.substring(0, at) + (line.charAt(at) == 'A' ? 'B' : 'A') + line.substring(at + 1));
            } else if (line.startsWith("record 1 18 ") || line.startsWith("record 1 299 ")) {
                changed.remove(i);
            } else {
                continue;
            }
            found++;
            write(export, changed);
            assertThat(run("--export", export.toString(), "--key", key.toString()))
                    .as(line.substring(0, 12))
                    .isEqualTo(1);
        }
        assertThat(found).isGreaterThanOrEqualTo(8);
        write(export, lines.subList(0, lines.size() - 1));
        assertThat(run("--export", export.toString(), "--key", key.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("it was cut");
    }

    private static List<String> lines(Path export) throws IOException {
        return new String(new GZIPInputStream(Files.newInputStream(export)).readAllBytes(), StandardCharsets.US_ASCII)
                .lines()
                .toList();
    }

    private static void write(Path export, List<String> lines) throws IOException {
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(export))) {
            gzip.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void whatCannotBeVerified() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("give either --url or --export", "usage: VerifyAudit");
        assertThat(run("--url", url, "--kee", "x")).isEqualTo(2);
        assertThat(run("--url", url, "--key")).isEqualTo(2);
        assertThat(run("--url", url, "--key", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(run("--url", "jdbc:h2:file:" + folder.resolve("none") + ";IFEXISTS=TRUE"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot verify", "because");
        assertThat(run("--url", url, "--witness", key.toString())).isEqualTo(2);
        assertThat(run("--url", url, "--from", "1")).isEqualTo(2);
        assertThat(run("--url", url, "--stream", "node-a", "--from", "-1")).isEqualTo(2);
        assertThat(run("--export", key.toString())).isEqualTo(2);
        assertThat(run("--url", url, "--password-file", folder.resolve("none").toString()))
                .isEqualTo(2);
    }

    /** As it is started: a process of its own, whose exit code scripts read. */
    @Test
    void theExitCodeOfTheProcess() throws Exception {
        execute(database, "UPDATE cpni_audit_record SET purpose = NULL WHERE seq = 5");
        execute(database, "SHUTDOWN");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.cpni.audit.VerifyAudit"));
        command.addAll(Stream.of("--url", url, "--key", key.toString(), "--no-progress")
                .toList());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("out"))).contains("COPY_ALTERED node-a#5: column purpose");
    }
}
