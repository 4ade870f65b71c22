package io.predictivescaler.operator.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** What the parts of the program may see of each other and of the world. */
@AnalyzeClasses(packages = "io.predictivescaler", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String FORECASTING = "io.predictivescaler.forecasting..";
    private static final String PLANNING = "io.predictivescaler.planning..";
    private static final String SIMULATION = "io.predictivescaler.simulation..";
    private static final String OPERATOR = "io.predictivescaler.operator..";
    private static final String[] CORE = {FORECASTING, PLANNING, SIMULATION};

    /** Where learned models and linear algebra may come from a library. */
    private static final String[] MAY_SEE_TRIBUO = {
        "io.predictivescaler.forecasting.model..", "io.predictivescaler.forecasting.capacity.."
    };

    /** What fills up during one fit, one forecast or one evaluation, and is thrown away with it. */
    private static final DescribedPredicate<JavaClass> WORKING_STATE = describe(
            "work within one computation",
            type -> Set.of(
                            "io.predictivescaler.forecasting.BackTest",
                            "io.predictivescaler.forecasting.evaluation.Scores",
                            "io.predictivescaler.forecasting.model.Observed",
                            "io.predictivescaler.forecasting.model.Pool",
                            "io.predictivescaler.forecasting.model.RidgeRegression",
                            "io.predictivescaler.forecasting.quantile.Outcomes",
                            "io.predictivescaler.forecasting.quantile.Outcomes$Bucket",
                            "io.predictivescaler.forecasting.quantile.WeightedScores",
                            "io.predictivescaler.simulation.Replay$Sum",
                            "io.predictivescaler.simulation.Run$Tally")
                    .contains(type.getName()));

    @ArchTest
    static final ArchRule THE_CORE_SEES_ONLY_THE_JDK_AND_ITSELF = classes()
            .that(resideInAnyPackage(CORE).and(not(resideInAnyPackage(MAY_SEE_TRIBUO))))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", FORECASTING, PLANNING, SIMULATION))
            .because("forecasts and plans must be computed, tested and replayed without a cluster or a network");

    @ArchTest
    static final ArchRule ONLY_THE_CALENDAR_SEES_ITS_LIBRARIES = noClasses()
            .that()
            .resideOutsideOfPackage("io.predictivescaler.operator.calendar..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.cronutils..", "de.focus_shift..")
            .because("a plan knows windows of time and dates, wherever they come from");

    @ArchTest
    static final ArchRule ONLY_LEARNED_MODELS_SEE_TRIBUO = classes()
            .that()
            .resideInAnyPackage(MAY_SEE_TRIBUO)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "org.tribuo..", FORECASTING))
            .allowEmptyShould(true)
            .because("a learning library is a detail of the few packages that learn");

    @ArchTest
    static final ArchRule THE_CORE_DOES_NO_IO = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio..", "java.sql..", "java.util.logging..", "javax..")
            .orShould()
            .dependOnClassesThat(resideInAPackage("java.io..").and(not(have(simpleName("Serializable")))))
            .because("the core takes values and returns values; reading, writing and logging are the shell's");

    @ArchTest
    static final ArchRule FORECASTING_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage(FORECASTING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PLANNING, SIMULATION, OPERATOR)
            .because("a forecast does not know what it is used for");

    @ArchTest
    static final ArchRule PLANNING_DOES_NOT_SEE_THE_SIMULATION = noClasses()
            .that()
            .resideInAPackage(PLANNING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SIMULATION, OPERATOR)
            .because("the simulation replays the planner, and a planner that knew of it could please it");

    @ArchTest
    static final ArchRule THE_CORE_HAS_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, InstantSource.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalTime.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Year.class, "now")
            .orShould()
            .callMethod(YearMonth.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .because("the same input at the same given instant must give the same output, in a replay too");

    @ArchTest
    static final ArchRule THE_SHELL_IS_GIVEN_ITS_CLOCK = noClasses()
            .that(resideInAPackage(OPERATOR).and(not(have(simpleName("Main").or(simpleName("OperatorRuntime"))))))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("tests and the demo turn the clock themselves");

    @ArchTest
    static final ArchRule CHANCE_HAS_A_SEED = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callConstructor(Random.class)
            .orShould()
            .callConstructor(SplittableRandom.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(ThreadLocalRandom.class)
            .because("what cannot be repeated cannot be explained");

    @ArchTest
    static final ArchRule THE_CORE_DOES_NOT_CHANGE = fields().that()
            .areDeclaredInClassesThat(resideInAnyPackage(CORE).and(not(WORKING_STATE)))
            .should()
            .beFinal()
            .because("values are shared between threads and kept across reconciles;"
                    + " what works within one computation is listed by name");

    @ArchTest
    static final ArchRule THE_CORE_HAS_NO_STATIC_STATE = fields().that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(CORE)
            .and()
            .areStatic()
            .should()
            .beFinal()
            .because("two computations in one process must not know of each other");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE = slices().matching("io.predictivescaler.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(resideInAPackage("io.predictivescaler.operator"), alwaysTrue())
            .because("two packages that need each other are one package in two places; only the operator's root,"
                    + " which puts the parts together, sees them all");

    @ArchTest
    static final ArchRule CLASSES_ARE_NAMED_FOR_WHAT_THEY_ARE = noClasses()
            .should()
            .haveNameMatching(".*(Util|Helper|Manager|Common|Impl)s?([A-Z$].*)?")
            .because("such a name says nothing; the function belongs to the feature that needs it");

    @ArchTest
    static final ArchRule PACKAGES_ARE_NAMED_FOR_WHAT_THEY_HOLD = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..helper..", "..helpers..", "..common..", "..manager..")
            .because("such a name attracts whatever has no place yet");

    @ArchTest
    static final ArchRule KUBERNETES_STAYS_IN_THE_SHELL = noClasses()
            .that()
            .resideOutsideOfPackage(OPERATOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..", "com.fasterxml.jackson..", "io.prometheus..")
            .because("Kubernetes, JSON and metrics are how the program is connected, not what it does");
}
