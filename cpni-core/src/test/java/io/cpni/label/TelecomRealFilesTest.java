package io.cpni.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks the dictionaries for every field of real files, which stay where they are; skipped where they are absent. */
class TelecomRealFilesTest {

    private static final Pattern JSON_NAME = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:(?=\\s*([\\[{]?))");

    @ParameterizedTest
    @ValueSource(
            strings = {"cisco-cucm-sieteunoseis/cdr-examples/cdr.txt", "cisco-cucm-sieteunoseis/cdr-examples/cmr.txt"})
    void theDictionaryListsEveryColumnOfACucmHeader(String file) throws IOException {
        List<String> columns = Arrays.stream(
                        Files.readAllLines(real(file)).get(0).split(","))
                .map(column -> column.replace("\"", ""))
                .toList();

        assertThat(columns).hasSize(file.endsWith("cdr.txt") ? 133 : 48);
        assertThat(columns)
                .allMatch(column -> TelecomFormat.CISCO_CUCM.field(column).known());
    }

    @Test
    void theDictionaryBeginsWithTheHeaderOfCucmInItsOrder() throws IOException {
        String header = Files.readAllLines(real("cisco-cucm-sieteunoseis/cdr-examples/cdr.txt"))
                .get(0);

        assertThat(TelecomFormat.CISCO_CUCM.fields().stream().limit(133).map(TelecomField::name))
                .containsExactly(header.replace("\"", "").split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"freeswitch-somleng/freeswitch_cdr.json", "freeswitch-twilreapi-biller/cdr.json"})
    void theDictionaryListsEveryNameOfAFreeSwitchDocument(String file) throws IOException {
        assertThat(valueNames(file))
                .hasSizeGreaterThan(150)
                .allSatisfy(
                        name -> assertThat(TelecomFormat.FREESWITCH.field(name).known() || inErrorLogOrExtension(name))
                                .as(name)
                                .isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ringcentral-app-connect/call-log-detailed-example.json",
                "ringcentral-js-widgets/integration-test/callLog.json",
                "ringcentral-js-widgets/integration-test/callLogList.json",
                "ringcentral-js-widgets/integration-test/activeCalls.json",
                "ringcentral-js-widgets/integration-test/telephonySessions.json",
                "ringcentral-js-widgets/ringcentral-mock/callLog.json",
                "ringcentral-js-widgets/ringcentral-mock/telephonySession.json"
            })
    void theDictionaryListsEveryNameOfARingCentralDocument(String file) throws IOException {
        Set<String> names = valueNames(file);
        names.removeAll(Set.of("ccMailboxes", "sid", "srvLvl", "srvLvlExt", "to"));

        assertThat(names)
                .isNotEmpty()
                .allSatisfy(
                        name -> assertThat(TelecomFormat.RINGCENTRAL.field(name).known())
                                .as(name)
                                .isTrue());
    }

    @Test
    void aFileWithoutHeaderHasAsManyColumnsAsTheDictionaryNames() throws IOException {
        // The stock order: accountcode to userfield; cdr_custom adds sequence. The names are in the dictionary's order.
        assertThat(columns("asterisk-k8s-walkthrough/Master.csv")).isEqualTo(18);
        assertThat(columns("asterisk-fax-console/Master.csv")).isEqualTo(18);
        assertThat(columns("asterisk-kelysaina-cdr/Master.csv")).isEqualTo(19);
        assertThat(TelecomFormat.ASTERISK.fields().stream().limit(19).map(TelecomField::name))
                .startsWith("accountcode", "src", "dst", "dcontext", "clid")
                .endsWith("uniqueid", "userfield", "sequence");

        assertThat(columns("freeswitch-csv-voip-related-codes/Master.legs-ab.csv"))
                .isEqualTo(15);
        for (String column : ("caller_id_name caller_id_number destination_number context start_stamp answer_stamp"
                        + " end_stamp duration billsec hangup_cause uuid bleg_uuid accountcode read_codec write_codec")
                .split(" ")) {
            assertThat(TelecomFormat.FREESWITCH.field(column).known())
                    .as(column)
                    .isTrue();
        }
    }

    /** Names that are listed with their parent only, as they mean something else elsewhere. */
    private static boolean inErrorLogOrExtension(String name) {
        return Set.of("start", "stop", "name", "number").contains(name);
    }

    /** Returns the names of all members that hold a value, without their paths. */
    private static Set<String> valueNames(String file) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = JSON_NAME.matcher(Files.readString(real(file)));
        while (matcher.find()) {
            if (matcher.group(2).isEmpty()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    /** Counts the columns of the first line; commas within quotes do not separate. */
    private static int columns(String file) throws IOException {
        String line = Files.readAllLines(real(file)).get(0);
        List<Integer> commas = new ArrayList<>();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                quoted = !quoted;
            } else if (line.charAt(i) == ',' && !quoted) {
                commas.add(i);
            }
        }
        return commas.size() + 1;
    }

    private static Path real(String file) {
        String configured = System.getProperty("cpni.data");
        Path found = configured == null ? null : Path.of(configured);
        for (Path at = Path.of("").toAbsolutePath(); found == null && at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared").resolve("data");
            found = Files.isDirectory(candidate) ? candidate : null;
        }
        assumeTrue(found != null && Files.exists(found.resolve(file)), () -> "no real file " + file + " here");
        return found.resolve(file);
    }
}
