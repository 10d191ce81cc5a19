package io.cpni.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.cpni.jdbc.SqlInstants;
import java.util.List;
import java.util.stream.Stream;

/** Holds the package map: a package sees only packages above it. */
@AnalyzeClasses(packages = "io.cpni", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageMapTest {

    /** The packages from the top down. */
    private static final List<String> MAP = List.of(
            "label",
            "customer",
            "purpose",
            "accessor",
            "approval",
            "decision",
            "rule",
            "merkle",
            "audit",
            "breakglass",
            "mask",
            "sql",
            "campaign",
            "report");

    /** What stores share; no part of the map, as it says nothing about CPNI. */
    private static final String STORE_HELPER = "jdbc";

    private static final List<String> STORES =
            List.of("purpose", "accessor", "approval", "audit", "breakglass", "campaign");

    @ArchTest
    static final ArchRule A_PACKAGE_SEES_ONLY_PACKAGES_ABOVE_IT = map();

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_ON_THE_MAP = classes()
            .should()
            .resideInAnyPackage(Stream.concat(MAP.stream(), Stream.of(STORE_HELPER))
                    .map(PackageMapTest::pattern)
                    .toArray(String[]::new))
            .because("a package that the map does not name is seen by everybody and sees everybody");

    @ArchTest
    static final ArchRule ONLY_STORES_SEE_THE_STORE_HELPER = noClasses()
            .that(not(resideInAnyPackage(Stream.concat(STORES.stream(), Stream.of(STORE_HELPER))
                    .map(PackageMapTest::pattern)
                    .toArray(String[]::new))))
            .should()
            .dependOnClassesThat(resideInAPackage(pattern(STORE_HELPER)).and(not(type(SqlInstants.class))))
            .because(
                    "who reads or writes a table beside its store goes around the store's promises; only how an instant"
                            + " is bound must be the same in the gate and in the stores");

    @ArchTest
    static final ArchRule THE_STORE_HELPER_KNOWS_CUSTOMERS_ONLY = noClasses()
            .that()
            .resideInAPackage(pattern(STORE_HELPER))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.cpni..")
                    .and(not(resideInAnyPackage(pattern(STORE_HELPER), pattern("customer")))))
            .because("a helper that knew approvals or audit could not serve the stores of both");

    @ArchTest
    static final ArchRule THE_TREE_KNOWS_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage(pattern("merkle"))
            .should()
            .dependOnClassesThat(resideInAPackage("io.cpni..").and(not(resideInAPackage(pattern("merkle")))))
            .because(
                    "a proof about hashes holds whatever the records are, and whoever checks one needs no more than that");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("io.cpni.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other are one package");

    private static ArchRule map() {
        LayeredArchitecture layers =
                layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        for (String name : MAP) {
            layers = layers.layer(name).definedBy(pattern(name));
        }
        for (int i = 0; i < MAP.size() - 1; i++) {
            layers = layers.whereLayer(MAP.get(i))
                    .mayOnlyBeAccessedByLayers(MAP.subList(i + 1, MAP.size()).toArray(String[]::new));
        }
        return layers.whereLayer(MAP.get(MAP.size() - 1))
                .mayNotBeAccessedByAnyLayer()
                .because("a reader finds each concept by this order: what, whose, why, who, may they, what happened");
    }

    private static String pattern(String name) {
        return "io.cpni." + name + "..";
    }
}
