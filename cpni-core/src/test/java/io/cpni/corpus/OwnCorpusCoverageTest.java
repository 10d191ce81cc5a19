package io.cpni.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the project's own cases, in the resource folder {@code corpus}, to all rules of the rule book. */
class OwnCorpusCoverageTest {

    /** Rules that no case can express, with the reason: the format has no field for what they are about. */
    private static final Map<String, String> WITHOUT_CASE = new TreeMap<>(Map.ofEntries(
            Map.entry("R-2007-a3", "says which approval records are kept, and how long"),
            Map.entry("R-2008-a2", "says which notice records are kept, and how long"),
            Map.entry("R-2009-d", "says how long supervisory reviews are kept"),
            Map.entry("R-2011-d", "says which breach records are kept, and how long"),
            Map.entry("R-ACC-ORG", "is an answer to the end users of a business, whom the format does not know"),
            Map.entry("R-AUD-1", "says what is logged of every decision; the audit package's tests hold it"),
            Map.entry("R-CMP-1", "is about complaints"),
            Map.entry("R-RET-1", "is about deletion"),
            Map.entry("R-RET-2", "is about the clock of deletion"),
            Map.entry("R-RET-3", "is about deletion on request"),
            Map.entry("R-SEC-1", "is about encryption and locks"),
            Map.entry("R-SEED-PCN", "is about announcing a new policy"),
            Map.entry("R-SEED-REF", "is about referral data, which is no CPNI"),
            Map.entry("R-SEED-SURV", "is about survey answers, which are no CPNI")));

    private final List<CorpusCase> cases = CorpusReader.readDirectory(resource("/corpus")).stream()
            .flatMap(file -> file.cases().stream())
            .toList();

    private final List<String> ruleIds = ruleIds();

    @Test
    void everyRuleIsNamedByTwoCases() {
        Map<String, Long> casesOfRule = cases.stream()
                .flatMap(OwnCorpusCoverageTest::named)
                .collect(Collectors.groupingBy(rule -> rule, Collectors.counting()));

        assertThat(ruleIds)
                .filteredOn(rule -> !WITHOUT_CASE.containsKey(rule))
                .filteredOn(rule -> casesOfRule.getOrDefault(rule, 0L) < 2)
                .isEmpty();
    }

    @Test
    void noCaseNamesARuleThatTheBookLacks() {
        assertThat(cases.stream().flatMap(OwnCorpusCoverageTest::named)).isSubsetOf(ruleIds);
    }

    @Test
    void aRuleSaidToBeBeyondCasesIsInTheBookAndInNoCase() {
        assertThat(ruleIds).containsAll(WITHOUT_CASE.keySet());
        assertThat(cases.stream().flatMap(OwnCorpusCoverageTest::named).collect(Collectors.toSet()))
                .doesNotContainAnyElementsOf(WITHOUT_CASE.keySet());
    }

    @Test
    void everyRuleIsListedOnce() {
        assertThat(ruleIds).isNotEmpty().doesNotHaveDuplicates().allMatch(rule -> rule.startsWith("R-"));
    }

    /** Own ids clash with no other corpus that is read together with this one. */
    @Test
    void everyOwnCaseSaysSoInItsId() {
        assertThat(cases).isNotEmpty().allMatch(own -> own.id().startsWith("OWN-"));
    }

    private static Stream<String> named(CorpusCase corpusCase) {
        Set<String> rules = new TreeSet<>(corpusCase.covers());
        rules.addAll(corpusCase.acceptedRules());
        return rules.stream();
    }

    private static List<String> ruleIds() {
        try {
            return Files.readAllLines(resource("/rule-ids.txt"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path resource(String name) {
        URL url = Objects.requireNonNull(OwnCorpusCoverageTest.class.getResource(name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
