package io.cpni.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.approval.ApprovalState;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.Facts;
import io.cpni.decision.Reason;
import io.cpni.decision.Rule;
import io.cpni.decision.RuleSet;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import io.cpni.purpose.ServiceCategory;
import io.cpni.rule.FccRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionTableTest {

    /** Rows that need no approval, but that the carrier promised not to use after an opt-out. */
    private static final Set<String> PROMISED =
            Set.of("R-2005-a", "R-2005-a1", "R-2005-b1w", "R-2005-b1l", "R-2005-c3");

    private static final CarrierSettings STRICT = settings(true, true);
    private static final DecisionTable LAW = DecisionTable.of(FccRules.current(), STRICT);
    private static final DecisionTable WITHOUT_SIM_RULES = DecisionTable.of(FccRules.current(), settings(true, false));

    @Test
    void thePagesInTheDocsSayWhatTheRulesAnswer() throws IOException {
        StringBuilder markdown = new StringBuilder();
        LAW.writeMarkdown(markdown);
        StringBuilder csv = new StringBuilder();
        LAW.writeCsv(csv);

        requireWritten(Path.of("docs", "decision-table.md"), markdown.toString());
        requireWritten(Path.of("docs", "decision-table.csv"), csv.toString());
    }

    @Test
    void everyPurposeRecipientCategoryAndStateIsInTheTableAndInTheCsv() throws IOException {
        StringBuilder csv = new StringBuilder();
        LAW.writeCsv(csv);
        List<DecisionTable.Cell> inCsv = csv.toString()
                .lines()
                .skip(1)
                .flatMap(line -> cells(line).stream())
                .toList();

        for (Purpose purpose : Purpose.values()) {
            long situations = LAW.answers().keySet().stream()
                    .filter(cell -> cell.purpose() == purpose)
                    .map(DecisionTable.Cell::situation)
                    .distinct()
                    .count();
            assertThat(situations).as(purpose.name()).isPositive();
            assertThat(LAW.answers().keySet().stream().filter(cell -> cell.purpose() == purpose))
                    .hasSize((int) situations
                            * RecipientKind.values().length
                            * DataCategory.values().length
                            * ApprovalState.values().length);
        }
        assertThat(inCsv).hasSameSizeAs(LAW.answers().keySet());
        assertThat(new HashSet<>(inCsv)).isEqualTo(LAW.answers().keySet());
    }

    @Test
    void thePageReadAsItsHeadSaysAnswersAsTheEngineDoes() throws IOException {
        StringBuilder markdown = new StringBuilder();
        LAW.writeMarkdown(markdown);

        Map<DecisionTable.Cell, String> read =
                DecisionTablePage.read(markdown.toString(), LAW.answers().keySet());

        List<DecisionTable.Cell> misread = LAW.answers().entrySet().stream()
                .filter(cell -> !DecisionTablePage.text(cell.getValue()).equals(read.get(cell.getKey())))
                .map(cell -> cell.getKey())
                .toList();
        assertThat(misread).isEmpty();
        assertThat(read).hasSameSizeAs(LAW.answers());
    }

    @Test
    void everyRuleInForceIsInAnAnswer() {
        Set<String> answered = new TreeSet<>();
        for (DecisionTable table : List.of(LAW, WITHOUT_SIM_RULES)) {
            table.answers().values().forEach(answer -> {
                answered.add(answer.rule());
                answered.addAll(answer.further());
            });
        }
        Set<String> unseen =
                FccRules.current().rules().stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
        unseen.removeAll(answered);

        assertThat(unseen).isEmpty();
    }

    @Test
    @Regulation("R-SEED-OO")
    void thePromiseToWhoOptedOutChangesExactlyTheRowsItIsAbout() {
        DecisionTable lax = DecisionTable.of(FccRules.current(), settings(false, true));

        List<DecisionTable.Change> changes = DecisionTable.diff(LAW, lax);

        assertThat(changes).allSatisfy(change -> {
            assertThat(change.cell().approval()).isEqualTo(ApprovalState.OPTED_OUT);
            assertThat(change.before().permitted()).isFalse();
            assertThat(change.before().rule()).isEqualTo("R-SEED-OO");
            assertThat(change.after().permitted()).isTrue();
        });
        assertThat(changes).extracting(change -> change.after().rule()).containsOnlyElementsOf(PROMISED);
        assertThat(changes.stream().map(DecisionTable.Change::cell).collect(Collectors.toSet()))
                .isEqualTo(lax.answers().entrySet().stream()
                        .filter(cell -> cell.getKey().approval() == ApprovalState.OPTED_OUT)
                        .filter(cell -> PROMISED.contains(cell.getValue().rule()))
                        .map(cell -> cell.getKey())
                        .collect(Collectors.toSet()));
        assertThat(DecisionTable.diff(lax, LAW)).hasSameSizeAs(changes);
    }

    @Test
    @Regulation({"R-SIM-STATUS", "R-2010-h"})
    void theRulesOnSimChangesChangeExactlySimChanges() {
        List<DecisionTable.Change> changes = DecisionTable.diff(LAW, WITHOUT_SIM_RULES);

        assertThat(changes).extracting(change -> change.cell().purpose()).containsOnly(Purpose.SIM_CHANGE);
        assertThat(changes).extracting(change -> change.before().rule()).containsOnly("R-2010-h");
        assertThat(changes).extracting(change -> change.after().rule()).containsOnly("R-SIM-STATUS");
        assertThat(changes.stream().map(DecisionTable.Change::cell).collect(Collectors.toSet()))
                .isEqualTo(LAW.answers().entrySet().stream()
                        .filter(cell -> cell.getValue().rule().equals("R-2010-h"))
                        .map(cell -> cell.getKey())
                        .collect(Collectors.toSet()));
    }

    @Test
    void aRuleOfTheCarrierChangesTheCellsItIsAboutAndNoOthers() {
        RuleSet ours = FccRules.current().with(new NoMarketingByThirdParties());

        assertThat(DecisionTable.diff(LAW, DecisionTable.of(ours, STRICT)))
                .isNotEmpty()
                .allSatisfy(change -> {
                    assertThat(change.cell().recipient()).isEqualTo(RecipientKind.THIRD);
                    assertThat(change.cell().purpose()).matches(Purpose::isMarketing);
                    assertThat(change.after().rule()).isEqualTo("OUR-1");
                });
        assertThat(DecisionTable.diff(LAW, DecisionTable.of(FccRules.current(), STRICT)))
                .isEmpty();
    }

    private static final class NoMarketingByThirdParties implements Rule.Ban {

        @Override
        public String id() {
            return "OUR-1";
        }

        @Override
        public String citation() {
            return "board resolution of 2026";
        }

        @Override
        public Optional<Reason> denies(Facts facts) {
            return facts.purpose().isMarketing() && facts.recipient().kind() == RecipientKind.THIRD
                    ? Optional.of(because("nothing"))
                    : Optional.empty();
        }
    }

    /** A carrier of all categories, so that every paragraph has something to say. */
    private static CarrierSettings settings(boolean optOutBlocks, boolean simRules) {
        return new CarrierSettings(
                EnumSet.allOf(ServiceCategory.class),
                optOutBlocks,
                CarrierSettings.DEFAULT_MINIMUM_AGGREGATE_GROUP,
                simRules);
    }

    /** Returns the cells that share a line of the CSV. */
    private static List<DecisionTable.Cell> cells(String line) {
        int open = line.indexOf('"');
        int close = line.lastIndexOf('"');
        Purpose purpose = Purpose.valueOf(line.substring(0, open - 1));
        String situation = line.substring(open + 1, close);
        String[] rest = line.substring(close + 2).split(",", -1);
        assertThat(rest).hasSize(7);
        Set<ApprovalState> states = rest[2].equals("any")
                ? EnumSet.allOf(ApprovalState.class)
                : Stream.of(rest[2].split(" ")).map(ApprovalState::valueOf).collect(Collectors.toSet());
        return Stream.of(rest[1].split(" "))
                .map(DataCategory::ofCode)
                .flatMap(category -> states.stream()
                        .map(state -> new DecisionTable.Cell(
                                purpose, situation, RecipientKind.valueOf(rest[0]), category, state)))
                .toList();
    }

    private static void requireWritten(Path page, String content) throws IOException {
        if (Boolean.getBoolean("cpni.write-docs")) {
            Files.writeString(page, content);
        }
        String written = Files.exists(page) ? Files.readString(page) : "";
        // Not by assertThat(...).isEqualTo(...), which would print two whole pages.
        assertThat(written.equals(content))
                .as(
                        "%s says what the rules answer; if they changed on purpose, write it anew by"
                                + " mvn -pl cpni-core test -Dtest=DecisionTableTest -Dcpni.write-docs=true and read"
                                + " what changed",
                        page)
                .isTrue();
    }
}
