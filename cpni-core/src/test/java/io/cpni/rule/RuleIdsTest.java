package io.cpni.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.cpni.Regulation;
import io.cpni.decision.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Holds that every rule of the rule book has a test here that names it, or a reason why not. */
class RuleIdsTest {

    private static final String POLICY = "binds the carrier's organisation, not a decision";
    private static final String LABEL = "says how a carrier labels fields of its own; the corpus asks about the labels";

    /** Rules without a test here, each with the reason. Whoever writes the test takes the entry out. */
    private static final Map<String, String> EXPECTED_ELSEWHERE = elsewhere();

    @Test
    void everyRuleHasATestThatNamesItOrAReasonWhyNot() throws IOException {
        Set<String> missing = ids();
        missing.removeAll(tested());
        missing.removeAll(EXPECTED_ELSEWHERE.keySet());

        assertThat(missing).as("rules without a test").isEmpty();
    }

    @Test
    void noRuleIsExcusedThatHasATestOrIsNotInTheBook() throws IOException {
        assertThat(EXPECTED_ELSEWHERE.keySet()).doesNotContainAnyElementsOf(tested());
        assertThat(ids()).containsAll(EXPECTED_ELSEWHERE.keySet());
    }

    @Test
    void testsNameRulesOfTheBookOnly() throws IOException {
        Set<String> unknown = tested();
        unknown.removeIf(value -> !value.startsWith("R-"));
        unknown.removeAll(ids());

        assertThat(unknown).isEmpty();
    }

    @Test
    void everyRuleInForceIsInTheBookAndSaysWhereItComesFrom() throws IOException {
        assertThat(FccRules.current().rules()).extracting(Rule::id).doesNotHaveDuplicates();
        assertThat(ids())
                .containsAll(FccRules.current().rules().stream().map(Rule::id).toList());
        assertThat(FccRules.current().rules())
                .allSatisfy(rule -> assertThat(rule.citation()).isNotBlank());
    }

    private static Set<String> ids() throws IOException {
        try (InputStream in = RuleIdsTest.class.getResourceAsStream("/rule-ids.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Returns what tests that run are annotated with, in all packages. */
    private static Set<String> tested() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests()).importPackages("io.cpni").stream()
                        .filter(type -> !type.isAnnotatedWith(Disabled.class))
                        .flatMap(RuleIdsTest::regulations)
                        .flatMap(regulation ->
                                Stream.concat(Arrays.stream(regulation.value()), Arrays.stream(regulation.rules())))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Regulation> regulations(JavaClass type) {
        Stream<Regulation> ofMethods = type.getMethods().stream()
                .filter(method -> method.isAnnotatedWith(Regulation.class) && !method.isAnnotatedWith(Disabled.class))
                .map(RuleIdsTest::regulation);
        return type.isAnnotatedWith(Regulation.class)
                ? Stream.concat(Stream.of(type.getAnnotationOfType(Regulation.class)), ofMethods)
                : ofMethods;
    }

    private static Regulation regulation(JavaMethod method) {
        return method.getAnnotationOfType(Regulation.class);
    }

    private static Map<String, String> elsewhere() {
        Map<String, String> reasons = new TreeMap<>();
        reasons.put("R-RET-3", "binds whoever deletes: the library keeps no customer's records");
        Set.of("R-SEC-1", "R-CMP-1", "R-ACC-CH", "R-ACC-ORG", "R-SEED-CTR", "R-SEED-PCN", "R-SEED-SURV", "R-SEED-REF")
                .forEach(id -> reasons.put(id, POLICY));
        Set.of("R-TAX-4", "R-TAX-5").forEach(id -> reasons.put(id, LABEL));
        return reasons;
    }
}
