package io.cpni.audit;

import io.cpni.purpose.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** While its primary answers, a log with a spool is a log as any other. */
class SpoolingAuditLogContractTest extends AuditLogContract {

    @TempDir
    Path directory;

    private final InMemoryAuditLog primary = new InMemoryAuditLog();
    private SpoolingAuditLog log;

    @BeforeEach
    void open() {
        SpoolStream none = new SpoolStream() {
            @Override
            public long next() {
                return 0;
            }

            @Override
            public AuditLog open() {
                throw new AssertionError("nothing is spooled");
            }
        };
        log = SpoolingAuditLog.builder(primary, "memory", none)
                .file(directory.resolve("spool"), new byte[SpoolCipher.KEY_BYTES])
                .purposes(EnumSet.allOf(Purpose.class))
                .after(Duration.ofMinutes(1))
                .open();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Override
    protected AuditLog log() {
        return log;
    }

    @Override
    protected List<AuditRecord> records() {
        return primary.records();
    }
}
