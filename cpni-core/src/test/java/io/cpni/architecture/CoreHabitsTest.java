package io.cpni.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.cpni.audit.VerifyAudit;
import java.time.Clock;
import java.util.Date;
import org.jspecify.annotations.NullMarked;

/** Holds the core free of frameworks, of hidden clocks and of whatever else a caller could not control. */
@AnalyzeClasses(packages = "io.cpni", importOptions = ImportOption.DoNotIncludeTests.class)
class CoreHabitsTest {

    @ArchTest
    static final ArchRule NO_FRAMEWORK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "jakarta..",
                    "javax.persistence..",
                    "javax.inject..",
                    "org.hibernate..",
                    "org.apache.shiro..",
                    "io.micrometer..")
            .because("the core serves applications without Spring too, and a decision must not depend on a container");

    @ArchTest
    static final ArchRule ONLY_THE_LIBRARIES_OF_THE_DESIGN = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.cpni..",
                    "java..",
                    "javax.crypto..",
                    "javax.sql..",
                    "org.jspecify.annotations..",
                    "org.slf4j..",
                    "com.github.benmanes.caffeine..",
                    "net.sf.jsqlparser..",
                    "org.roaringbitmap..",
                    "de.focus_shift.jollyday..")
            .because("every further library is one more that an embedding application must agree with");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CALLER = noClasses()
            .should()
            .accessTargetWhere(target(nameMatching("now")).and(target(owner(resideInAPackage("java.time..")))))
            .orShould()
            .accessTargetWhere(
                    target(nameMatching("currentTimeMillis")).and(target(owner(belongToAnyOf(System.class)))))
            .orShould()
            .callConstructor(Date.class)
            .because("a decision is reproducible only if the instant it was made for is given to it");

    @ArchTest
    static final ArchRule ONLY_A_BUILDER_DEFAULTS_A_CLOCK = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Builder")
            .should()
            .accessTargetWhere(target(nameMatching("(system|tick).*")).and(target(owner(belongToAnyOf(Clock.class)))))
            .because("a clock is given; only a builder may put the system's where nobody named one");

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes()
            .should(new ArchCondition<>("be in a package marked with @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(
                            type, marked, type.getPackageName() + " of " + type.getName() + " is not @NullMarked"));
                }
            })
            .because("NullAway checks only what is marked");

    @ArchTest
    static final ArchRule NO_JAVA_UTIL_LOGGING = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.because(
            "an application that embeds the core chooses its log by SLF4J, and knows then where lines may end up");

    @ArchTest
    static final ArchRule NO_STANDARD_STREAMS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(VerifyAudit.class.getName())
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .because("what is printed goes past every log filter and may quote customer data; but for the program that"
                    + " verifies audit logs, which names places and counts only");

    @ArchTest
    static final ArchRule PUBLIC_CLASSES_ARE_CLOSED = classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .areNotAssignableTo(Throwable.class)
            .should(new ArchCondition<>("be final, abstract, sealed, an enum or a record") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean closed = type.getModifiers().contains(JavaModifier.FINAL)
                            || type.getModifiers().contains(JavaModifier.ABSTRACT)
                            || type.isEnum()
                            || type.isRecord()
                            || type.reflect().isSealed();
                    events.add(new SimpleConditionEvent(type, closed, type.getName() + " can be extended by anybody"));
                }
            })
            .because("a subclass nobody thought of can take a check back; extension is by interfaces meant for it");
}
