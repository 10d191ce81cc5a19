package io.cpni.examples.benchmarks.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The benchmarks of the audit log run. Nothing is timed. */
class AuditReportTest {

    private static final String SMALL = "warmups=1,iterations=1,millis=20,records=500,growth=600,per=200,databases=H2";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void forget() {
        System.clearProperty(AuditSettings.PROPERTY);
        System.clearProperty("jmh.ignoreLock");
    }

    @Test
    void theTablesShowAppendsBesideRawInsertsAndVerification() throws Exception {
        System.setProperty(AuditSettings.PROPERTY, SMALL);
        // Another run of JMH on this machine would only make the times worse, which are not looked at.
        System.setProperty("jmh.ignoreLock", "true");

        AuditReport.run(AuditSettings.of(), new PrintStream(printed, true, UTF_8));

        String figure = "(\\*\\*)?[0-9][0-9.,]*(\\*\\*)?";
        assertThat(printed.toString(UTF_8).lines().filter(line -> line.matches("\\| H2, \\d+ \\|.*")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .matches("\\| H2, (1|8|32) \\| " + figure + " \\| 0 % \\| " + figure + " \\| 0 % \\| " + figure
                                + " \\|"));
        assertThat(printed.toString(UTF_8).lines().filter(line -> line.startsWith("| H2, 32, each")))
                .singleElement()
                .satisfies(line -> assertThat(line).matches(".*met before \\| " + figure + " \\| 0 % \\| .*"));
        assertThat(printed.toString(UTF_8).lines().filter(line -> line.startsWith("| H2 |")))
                .singleElement()
                .satisfies(line -> assertThat(line).matches("\\| H2 \\| " + figure + " \\| 0 % \\|"));
    }

    @Test
    void growthIsToldPieceByPiece() throws Exception {
        GrowthReport.run(AuditSettings.parse(SMALL), new PrintStream(printed, true, UTF_8));

        assertThat(printed.toString(UTF_8))
                .contains("| 200 |", "| 400 |", "| 600 |", "of the rate of the first", "Who saw a customer");
    }

    /** Otherwise the raw peer would write less than the log, or something else. */
    @Test
    @SuppressWarnings("try") // the databases run as long as they are open
    void theRawPeerInsertsTheRowsThatTheLogWrote() throws Exception {
        try (Stores stores = Stores.start(List.of(Store.H2), Path.of("target"));
                TimedLog log = TimedLog.open(Store.H2, "sample")) {
            Entries entries = new Entries();
            for (int i = 0; i < 10; i++) {
                log.log().append(entries.next());
            }
            int streamNo = log.streamNo();
            RawRows rows = CopiedRows.of(log.connections(), TimedLog.TABLES, streamNo, 1_000_000, 10);
            try (Connection connection = log.connections().getConnection();
                    Statement statement = connection.createStatement()) {
                rows.insert(connection, 7);
                rows.insert(connection, 3);
                for (CopiedRows.Table table : TimedLog.TABLES) {
                    String same = "select count(*) from " + table.name() + " a join " + table.name()
                            + " b on a.seq = b.seq" + " where a.stream_no = " + streamNo
                            + " and b.stream_no = 1000000 and a.leaf = b.leaf";
                    try (ResultSet result = statement.executeQuery(same)) {
                        result.next();
                        assertThat(result.getInt(1)).as(table.name()).isEqualTo(10);
                    }
                }
            }
        }
    }

    @Test
    void settingsAreReadAndMistakesAreNamed() {
        assertThat(AuditSettings.parse("millis=5, databases=H2").databases()).containsExactly(Store.H2);
        assertThat(AuditSettings.parse("").growth()).isEqualTo(10_000_000);
        assertThatThrownBy(() -> AuditSettings.parse("milli=5"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'milli=5'");
    }
}
