package io.cpni.audit;

import static io.cpni.audit.AuditEntries.KEYS;
import static io.cpni.audit.AuditEntries.annaBills;
import static io.cpni.audit.AuditLife.THREE_YEARS;
import static io.cpni.audit.AuditLife.officer;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.customer.CustomerId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An export takes its time; what is purged, erased and written meanwhile neither breaks it nor accuses the log. */
@ParameterizedClass
@EnumSource(AuditDatabases.class)
class ExportDuringChangesTest {

    private static final int WIDTH = RecordTable.TILE_WIDTH;
    private static final CustomerId ROSA = new CustomerId("rosa-4711-0815");

    @TempDir
    private Path folder;

    private final AuditLife life;
    private final List<Connection> handedOut = new ArrayList<>();
    private boolean isDone;

    ExportDuringChangesTest(AuditDatabases databases) {
        life = new AuditLife(databases);
    }

    @AfterEach
    void close() {
        life.close();
    }

    /** Exports, and does something on other connections just before the export reads a table for the first time. */
    private LogVerification exported(String table, Runnable meanwhile) {
        Path file = folder.resolve("log.gz");
        AuditExport.write(interrupted(table, meanwhile), file);
        assertThat(isDone).as("it was done meanwhile").isTrue();
        return AuditVerifier.of(() -> ExportSource.open(file)).verify();
    }

    private DataSource interrupted(String table, Runnable meanwhile) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> connection(life.database.getConnection(), table, meanwhile));
    }

    private Connection connection(Connection real, String table, Runnable meanwhile) {
        handedOut.add(real);
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")
                            && !isDone
                            && arguments[0].toString().contains(table)) {
                        isDone = true;
                        meanwhile.run();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void assertIntact(LogVerification exported, long size) {
        assertThat(exported.isIntact()).as(exported.toString()).isTrue();
        assertThat(exported.streams())
                .singleElement()
                .isInstanceOfSatisfying(AuditVerification.Intact.class, stream -> {
                    assertThat(stream.size()).isEqualTo(size);
                    assertThat(stream.records())
                            .as("all were there when it began")
                            .isEqualTo(size);
                });
    }

    @Test
    void aPurge() throws SQLException {
        life.fillUpTo(3 * WIDTH);
        life.turnOn(Duration.ofDays(1_200));
        life.fillUpTo(3 * WIDTH + 7);

        // The export has asked for purges, and has read no record yet.
        LogVerification exported = exported("cpni_audit_person", () -> {
            AuditPurge purge = AuditPurge.over(life.database, KEYS, life.log, THREE_YEARS, life.clock);
            purge.run(purge.plan(), officer());
        });

        assertThat(life.query("SELECT COUNT(*) FROM cpni_audit_record WHERE seq < " + 3 * WIDTH))
                .as("it has purged")
                .isEqualTo("(0)");
        assertIntact(exported, 3 * WIDTH + 7);
    }

    @Test
    void anErasure() {
        life.log.append(annaBills(life.clock.instant()).subject(ROSA).build());

        LogVerification exported = exported(
                "cpni_audit_person",
                () -> AuditErasure.over(life.database, KEYS, life.log, life.clock)
                        .erase(ROSA, "ticket 12", officer()));

        assertThat(life.persons(ROSA)).as("she was erased").isEmpty();
        assertIntact(exported, 1);
    }

    @Test
    void whatIsWritten() {
        life.fillUpTo(7);

        LogVerification exported = exported("cpni_audit_record", () -> life.fillUpTo(WIDTH + 1));

        assertIntact(exported, 7);
    }
}
