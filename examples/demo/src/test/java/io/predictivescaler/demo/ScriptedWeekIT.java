package io.predictivescaler.demo;

import static io.predictivescaler.demo.WeekTime.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.predictivescaler.demo.WriteLog.BoundsWrite;
import io.predictivescaler.demo.WriteLog.Told;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Accuracy;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Decision;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.simulation.Scores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractIntegerAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A week of real life with all its troubles, lived once by the real operator: see {@link ScriptedWeek}. What it decided and told, and
 * why, stands in {@code target/week}, a file for each resource.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptedWeekIT {
    private static final long SEED = 1;

    private ScriptedWeek week;

    @BeforeAll
    void live() throws IOException, InterruptedException {
        Quiet.logs();
        week = new ScriptedWeek(SEED);
        try {
            week.live();
        } finally {
            new WeekChronicle(week).writeTo(Path.of("target", "week"));
        }
        week.end();
    }

    @AfterAll
    void close() {
        week.close();
    }

    private PredictiveScalerStatus status(String name, String time) {
        return week.log().statusAt(name, at(time));
    }

    private String told(String name, String time) {
        return "seed " + SEED + ", " + time + ", " + name + ": " + week.log().boundsAt(name, at(time)) + "\n"
                + status(name, time);
    }

    private AbstractIntegerAssert<?> assertFloor(String name, String time) {
        return assertThat(week.log().boundsAt(name, at(time)).minReplicas()).as(told(name, time));
    }

    private AbstractStringAssert<?> assertDecision(String name, String time, String reason) {
        Decision decision = Objects.requireNonNull(status(name, time).decision());
        assertThat(decision.reason()).as(told(name, time)).isEqualTo(reason);
        return assertThat(decision.message()).as(told(name, time));
    }

    /** The message of a condition that has this status and reason. */
    private AbstractStringAssert<?> assertCondition(String name, String time, String type, String statusAndReason) {
        Condition condition = status(name, time).conditions().stream()
                .filter(found -> found.getType().equals(type))
                .findFirst()
                .orElseThrow();
        assertThat(condition.getStatus() + ", " + condition.getReason())
                .as(told(name, time))
                .isEqualTo(statusAndReason);
        return assertThat(condition.getMessage()).as(told(name, time));
    }

    /** Replicas that status expects to be needed at most, within a day. */
    private int nextPeak(String name, String time) {
        return Objects.requireNonNull(Objects.requireNonNull(
                        Objects.requireNonNull(status(name, time).forecast()).nextPeak())
                .replicas());
    }

    private List<Told> events(String name, String reason, String from, String to) {
        return week.log().told().stream()
                .filter(event -> event.about().equals(name) && event.reason().equals(reason))
                .filter(event -> !event.at().isBefore(at(from)) && event.at().isBefore(at(to)))
                .toList();
    }

    private List<BoundsWrite> writes(String name, Instant from, Instant to) {
        return week.log().bounds().stream()
                .filter(write -> write.name().equals(name))
                .filter(write -> !write.at().isBefore(from) && write.at().isBefore(to))
                .toList();
    }

    /** Replicas that carry the highest demand of a stretch of time. */
    private int needed(String name, String from, String to) {
        return (int) Math.ceil(week.highestDemand(name, at(from), at(to)) / ScriptedWeek.CAPACITY_PER_REPLICA);
    }

    private double shortMinutes(String name, String day) {
        return on(day, name).shortMinutes();
    }

    private double shortMinutesAlone(String name, String day) {
        return Objects.requireNonNull(week.alone(name).get(date(day))).shortMinutes();
    }

    private Scores on(String day, String name) {
        return Objects.requireNonNull(week.scores(name).get(date(day)));
    }

    private static LocalDate date(String day) {
        return at(day + " 12:00").atZone(WeekTime.ZONE).toLocalDate();
    }

    @Nested
    class AtEveryStep {
        @Test
        void theRulesThatNeverBreakHold() {
            assertThat(week.rules().broken()).as("seed %d", SEED).isEmpty();
            assertThat(week.rules().asked()).isGreaterThan(1_000_000);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "checkout",
                    "reports",
                    "search",
                    "catalog",
                    "login",
                    "mobile",
                    "streams",
                    "payments",
                    "preview"
                })
        void theFloorIsCalmAndTheStatusQuiet(String name) {
            for (String day : List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")) {
                Instant start = date(day).atStartOfDay(WeekTime.ZONE).toInstant();
                Instant end = date(day).plusDays(1).atStartOfDay(WeekTime.ZONE).toInstant();
                long moves = writes(name, start, end).stream()
                        .filter(write -> write.isByOperator()
                                && !write.before().bounds().equals(write.after().bounds()))
                        .count();
                long statuses = week.log().statuses().stream()
                        .filter(write -> write.name().equals(name))
                        .filter(write ->
                                !write.at().isBefore(start) && write.at().isBefore(end))
                        .count();
                long events = week.log().told().stream()
                        .filter(event -> event.about().equals(name))
                        .filter(event ->
                                !event.at().isBefore(start) && event.at().isBefore(end))
                        .count();
                assertThat(moves)
                        .as("moves of %s on %s, seed %d", name, day, SEED)
                        .isLessThanOrEqualTo(40);
                // One every quarter of an hour, and one for each thing that happens.
                assertThat(statuses)
                        .as("statuses of %s on %s, seed %d", name, day, SEED)
                        .isLessThanOrEqualTo(96 + 2 * (moves + events) + 20);
                assertThat(events)
                        .as("events of %s on %s, seed %d", name, day, SEED)
                        .isLessThanOrEqualTo(moves + 12);
            }
        }

        @Test
        void noSentenceIsCutShort() {
            assertThat(week.log().statuses().stream()
                            .filter(write -> write.status().decision() != null)
                            .map(write -> write.name() + ": "
                                    + write.status().decision().message())
                            .filter(sentence -> sentence.endsWith("…"))
                            .distinct())
                    .as("seed %d", SEED)
                    .isEmpty();
        }
    }

    @Nested
    class OnTheMorningsOfWorkingDays {
        @ParameterizedTest
        @ValueSource(strings = {"Mon", "Tue", "Wed"})
        void capacityIsThereBeforeTheRamp(String day) {
            assertFloor("checkout", day + " 06:00").isLessThanOrEqualTo(6);
            for (String minute : List.of("07:45", "08:00", "08:15", "08:30")) {
                int needs = needed("checkout", day + " " + minute, day + " " + minute + ":59");
                assertFloor("checkout", day + " " + minute).isGreaterThanOrEqualTo(needs - 1);
            }
            assertThat(shortMinutes("checkout", day)).isZero();
            assertThat(shortMinutesAlone("checkout", day)).isPositive();
        }

        @Test
        void theReasonNamesDemandTimeReplicasAndLeadTime() {
            assertDecision("checkout", "Mon 08:00", "ForecastRaise")
                    .matches("P90 demand of \\d+ req/s at 08:"
                            + "\\d\\d.* needs \\d+ replicas at 50 req/s each; lead time 8m15s.*");
        }

        @Test
        void theEveningGivesBackByStepsAndSaysSo() {
            assertThat(events("checkout", "ForecastRelease", "Mon 17:00", "Mon 23:59"))
                    .hasSizeBetween(3, 16)
                    .allSatisfy(event -> assertThat(event.message())
                            .contains("no more is expected until", "the floor goes from", "by at most 25% every 3m"));
            assertFloor("checkout", "Mon 23:30").isEqualTo(2);
            assertDecision("checkout", "Mon 23:59", "ForecastRelease").contains("to 2,");
        }
    }

    @Nested
    class WhenJobsRunByTheClock {
        @ParameterizedTest
        @ValueSource(strings = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"})
        void theNightlyOneIsForecast(String day) {
            assertFloor("reports", day + " 01:30").isEqualTo(2);
            assertFloor("reports", day + " 01:57").isGreaterThanOrEqualTo(13);
            assertFloor("reports", day + " 03:30").isEqualTo(2);
            assertDecision("reports", day + " 01:59", "ForecastRaise")
                    .containsPattern("at 02:\\d\\d.* needs 1[3-6] replicas");
        }

        @Test
        void theOneThatOnlyTheCalendarKnowsIsStated() {
            assertFloor("reports", "Wed 13:30").isEqualTo(2);
            assertFloor("reports", "Wed 13:57").isEqualTo(15);
            assertDecision("reports", "Wed 13:57", "CalendarRaise")
                    .contains("calendar entry board-report holds 15 replicas from 14:00 to 15:00");
            assertFloor("reports", "Wed 14:59").isEqualTo(15);
            assertFloor("reports", "Wed 15:30").isLessThan(15);
            assertThat(shortMinutes("reports", "Wed")).isZero();
            assertThat(shortMinutesAlone("reports", "Wed")).isGreaterThan(10);
        }
    }

    @Nested
    class OnAPublicHolidayThatCountsAsASunday {
        @Test
        void nobodyIsWaitedForInTheMorning() {
            assertFloor("checkout", "Wed 09:00").isGreaterThanOrEqualTo(11);
            assertFloor("checkout", "Thu 09:00").isEqualTo(6);
            assertThat(nextPeak("checkout", "Wed 06:00")).isBetween(12, 14);
            assertThat(nextPeak("checkout", "Thu 02:00"))
                    .as(told("checkout", "Thu 02:00"))
                    .isBetween(7, 9);
            assertFloor("checkout", "Thu 15:00").isBetween(7, 9);
            assertThat(shortMinutes("checkout", "Thu")).isZero();
        }

        @Test
        void whoDoesNotStateItLosesTrustInTheSameDemand() {
            assertCondition("checkout", "Thu 12:00", "Trusted", "True, Proven");
            assertCondition("preview", "Thu 12:00", "Trusted", "False, PatternBroken");
            assertDecision("preview", "Thu 12:00", "Distrusted").contains("the forecast for requests is not trusted");
        }
    }

    @Nested
    class OnBlackFriday {
        @Test
        void threeTimesTheForecastStandsInTime() {
            for (String time : List.of("08:00", "08:20", "08:40", "12:00", "18:00")) {
                int needs = needed("checkout", "Fri " + time, "Fri " + time + ":59");
                assertFloor("checkout", "Fri " + time).isGreaterThanOrEqualTo(needs - 2);
            }
            assertDecision("checkout", "Fri 08:30", "ForecastRaise")
                    .containsPattern(
                            "P90 demand of \\d+(\\.\\d+)? req/s, forecast times 3 by calendar entry black-friday, at 08:\\d\\d")
                    .containsPattern("needs 3\\d replicas");
            assertThat(shortMinutes("checkout", "Fri")).isLessThanOrEqualTo(2);
            assertThat(shortMinutesAlone("checkout", "Fri")).isGreaterThan(300);
        }

        @Test
        void theMaximumIsRaisedAheadAndGivenBackInTheEvening() {
            assertThat(week.log().boundsAt("checkout", at("Fri 07:00")).maxReplicas())
                    .isEqualTo(24);
            assertThat(week.log().boundsAt("checkout", at("Fri 08:30")).maxReplicas())
                    .as(told("checkout", "Fri 08:30"))
                    .isBetween(40, 60);
            assertThat(week.log().boundsAt("checkout", at("Fri 22:00")).maxReplicas())
                    .as(told("checkout", "Fri 22:00"))
                    .isEqualTo(24);
            assertThat(events("checkout", "ForecastRaise", "Fri 07:00", "Fri 09:00"))
                    .anySatisfy(event -> assertThat(event.message()).contains("maxReplicas goes from 24 to"));
            assertThat(events("checkout", "ForecastRelease", "Fri 20:00", "Fri 22:00"))
                    .anySatisfy(event -> assertThat(event.message()).matches(".*maxReplicas goes from \\d+ to 24.*"));
        }

        @Test
        void theDayAfterIsAnOrdinaryOne() {
            assertFloor("checkout", "Sat 09:00").isEqualTo(6);
            assertFloor("checkout", "Sun 15:00").isBetween(6, 9);
        }
    }

    @Nested
    class WhilePrometheusIsOut {
        @Test
        void theLastForecastGoesOnRaisingInTheMorning() {
            assertCondition("checkout", "Tue 07:50", "DemandAvailable", "False, PrometheusFailed")
                    .contains("demand entry 'requests'", "since 2026-11-24T12:3", "status 503");
            assertCondition("checkout", "Tue 08:25", "ForecastReady", "True, Forecasted");
            assertCondition("checkout", "Tue 08:25", "Enforcing", "True, BoundsFollowPlan");
            assertFloor("checkout", "Tue 08:29")
                    .isGreaterThanOrEqualTo(needed("checkout", "Tue 08:20", "Tue 08:30") - 1);
            assertThat(shortMinutes("checkout", "Tue")).isZero();
            assertCondition("checkout", "Tue 08:45", "DemandAvailable", "True, DemandRead");
        }

        @Test
        void everyResourceIsToldOnce() {
            for (WeekApp app : WeekApp.all()) {
                assertThat(events(app.name(), "PrometheusFailed", "Tue 07:00", "Tue 09:00"))
                        .as(app.name())
                        .singleElement()
                        .extracting(Told::type)
                        .isEqualTo("Warning");
            }
        }

        @Test
        void theForecastExpiresAfterTwoHoursAndSaysWhen() {
            assertFloor("payments", "Sat 11:45").isGreaterThanOrEqualTo(6);
            assertCondition("payments", "Sat 11:45", "ForecastReady", "True, Forecasted");
            assertCondition("payments", "Sat 12:30", "ForecastReady", "False, ForecastExpired")
                    .contains("its last forecast is from 2026-11-28T14:5", "expired at 2026-11-28T16:5");
            assertDecision("payments", "Sat 12:30", "NoOpinion")
                    .containsPattern("no forecast for requests \\(its last forecast expired at 11:5\\d.*\\)")
                    .containsPattern("the floor goes from 3 to the baseline of 2 replicas");
            assertFloor("payments", "Sat 12:40").isEqualTo(2);
            assertThat(events("payments", "ForecastExpired", "Sat 10:00", "Sat 15:00"))
                    .hasSize(1);
        }

        @Test
        void whatTheCalendarStatesHoldsWithoutAnyForecast() {
            assertFloor("reports", "Sat 11:55").isEqualTo(8);
            assertFloor("reports", "Sat 12:59").isEqualTo(8);
            assertThat(events("reports", "CalendarRaise", "Sat 11:00", "Sat 13:00"))
                    .anySatisfy(event -> assertThat(event.message())
                            .contains("calendar entry saturday-backfill holds 8 replicas from 12:00 to 13:00"));
            assertFloor("reports", "Sat 13:30").isEqualTo(2);
        }

        @Test
        void afterwardsThePlanIsBackWithinMinutes() {
            assertCondition("payments", "Sat 15:15", "DemandAvailable", "True, DemandRead");
            assertCondition("payments", "Sat 15:15", "Ready", "True, AsExpected");
            assertFloor("payments", "Sat 15:15").isGreaterThanOrEqualTo(7);
            assertDecision("payments", "Sat 15:15", "ForecastRaise");
        }
    }

    @Nested
    class WhenDemandShiftsToAnotherLevelForGood {
        @Test
        void theForecastIsDistrustedAndWhatStandsStaysAsItsUserSaid() {
            assertCondition("login", "Tue 17:00", "Trusted", "False, PatternBroken")
                    .containsPattern("with a peak of 8\\d\\d where \\d+ to \\d+ was forecast");
            int held = week.log().boundsAt("login", at("Tue 14:00")).minReplicas();
            assertThat(held).isGreaterThanOrEqualTo(10);
            assertFloor("login", "Wed 10:00").isEqualTo(held);
            assertDecision("login", "Wed 10:00", "Distrusted")
                    .contains("the floor stays at " + held + " replicas until it is");
            for (String day : List.of("Tue", "Wed")) {
                assertThat(shortMinutes("login", day)).isLessThanOrEqualTo(shortMinutesAlone("login", day));
            }
        }

        @Test
        void theThirdMorningIsPlannedAtTheNewLevel() {
            assertThat(events("login", "Proven", "Wed 00:00", "Fri 07:00")).hasSize(1);
            int needs = needed("login", "Fri 10:00", "Fri 11:00");
            assertThat(needs).isGreaterThanOrEqualTo(16);
            assertFloor("login", "Fri 10:00").isBetween(needs - 1, needs + 4);
            assertThat(shortMinutes("login", "Fri")).isZero();
            assertThat(shortMinutesAlone("login", "Fri")).isPositive();
        }
    }

    @Nested
    class WhenSomebodyEditsMinReplicasAtNoon {
        @Test
        void theValueIsTheNewBaselineAndTheEditorIsNamed() {
            assertThat(status("checkout", "Tue 11:59").target().baseline().minReplicas())
                    .isEqualTo(2);
            assertThat(status("checkout", "Tue 12:01").target().baseline().minReplicas())
                    .as(told("checkout", "Tue 12:01"))
                    .isEqualTo(6);
            assertThat(events("checkout", "BoundsEdited", "Tue 12:00", "Tue 12:01"))
                    .singleElement()
                    .satisfies(event -> assertThat(event.message())
                            .matches("field manager 'kubectl-edit' set minReplicas from 1\\d to 6: the new baseline"));
        }

        @Test
        void thePlanIsMadeAgainFromItAtOnce() {
            assertFloor("checkout", "Tue 12:00").isGreaterThanOrEqualTo(12);
            assertCondition("checkout", "Tue 12:01", "Enforcing", "True, BoundsFollowPlan")
                    .contains("baseline 6");
            assertCondition("checkout", "Tue 12:01", "Contended", "False, Uncontended");
        }

        @Test
        void theFloorNeverGoesBelowItAgain() {
            assertFloor("checkout", "Wed 03:00").isEqualTo(6);
            assertFloor("checkout", "Sun 23:50").isEqualTo(6);
        }
    }

    @Nested
    class WhenAGitOpsToolRevertsEveryThreeMinutes {
        @Test
        void theFirstRevertIsUndoneAndTheSecondIsNot() {
            assertFloor("catalog", "Tue 14:02").isGreaterThanOrEqualTo(9);
            assertFloor("catalog", "Tue 14:04").isEqualTo(2);
            assertFloor("catalog", "Tue 15:02").isEqualTo(2);
        }

        @Test
        void theToolIsNamedWithTheRemedyAndTheEndOfTheSilence() {
            assertCondition("catalog", "Tue 14:30", "Contended", "True, Reverted")
                    .contains("field manager 'argocd-controller' keeps putting the baseline back")
                    .contains("no writes before 2026-11-24T20:03:00Z")
                    .contains("leave spec.minReplicas (and maxReplicas) out of what it applies");
            assertCondition("catalog", "Tue 14:30", "Enforcing", "False, Reverted")
                    .contains("no writes before 2026-11-24T20:03:00Z");
            assertDecision("catalog", "Tue 14:30", "ForecastRaise")
                    .startsWith("nothing is written before 15:03")
                    .contains("see Contended");
            assertThat(status("catalog", "Tue 14:30").decision().minReplicas()).isEqualTo(2);
        }

        @Test
        void itIsTriedAgainEverLessOften() {
            List<Instant> reverts = week.log().bounds().stream()
                    .filter(write -> write.manager().equals("argocd-controller"))
                    .map(BoundsWrite::at)
                    .toList();
            // Two each after 1, 2, 4 and 8 hours of silence, while something is to be raised.
            assertThat(reverts).hasSizeBetween(8, 12).startsWith(at("Tue 14:00"), at("Tue 14:03"));
            assertThat(events("catalog", "Reverted", "Tue 14:00", "Wed 14:00")).hasSizeBetween(9, 16);
        }

        @Test
        void allIsForgottenAfterAQuietDay() {
            assertCondition("catalog", "Thu 12:00", "Contended", "True, Reverted");
            assertCondition("catalog", "Thu 12:00", "Enforcing", "True, BoundsFollowPlan");
            assertFloor("catalog", "Thu 12:00").isGreaterThanOrEqualTo(9);
            assertCondition("catalog", "Sat 09:00", "Contended", "False, Uncontended");
        }
    }

    @Nested
    class WhenTheMaximumIsTooLow {
        @Test
        void itIsSaidInTheNightBefore() {
            assertCondition("search", "Mon 03:00", "Limited", "True, MaxReplicas")
                    .containsPattern("needs \\d+ replicas.*, maximum 12")
                    .contains("raise maxReplicas, or allow it with bounds.maxReplicas.policy: Raise");
            assertThat(events("search", "MaxReplicas", "Mon 00:00", "Tue 00:00"))
                    .hasSizeBetween(1, 2);
        }

        @Test
        void theFloorGoesAsFarAsTheMaximumAndTheMaximumStays() {
            assertFloor("search", "Mon 12:00").isEqualTo(12);
            assertDecision("search", "Mon 12:00", "ForecastRaise").contains("maxReplicas allows 12");
            assertThat(status("search", "Mon 12:00").decision().limitedBy()).isEqualTo("MaxReplicas");
            assertThat(week.log().bounds().stream().filter(write -> write.name().equals("search")))
                    .allMatch(write -> write.after().bounds().maxReplicas() == 12);
        }
    }

    @Nested
    class WhenTheBudgetRunsOut {
        @ParameterizedTest
        @ValueSource(strings = {"Mon", "Tue", "Wed", "Thu", "Fri"})
        void theNearestNeedHasHadIt(String day) {
            assertFloor("payments", day + " 08:30")
                    .isGreaterThanOrEqualTo(needed("payments", day + " 08:30", day + " 08:31") - 1);
            assertFloor("payments", day + " 15:00").isEqualTo(2);
            assertThat(week.rules().spentOn("payments", date(day)))
                    .as(told("payments", day + " 15:00"))
                    .isBetween(ScriptedWeek.BUDGET - 4.0, ScriptedWeek.BUDGET + 1.0);
        }

        @Test
        void whatIsUsedAndWhenItBeginsAnewIsSaid() {
            assertDecision("payments", "Mon 15:00", "BudgetReached")
                    .containsPattern("needs 1\\d replicas")
                    .containsPattern("(59|60) of today's 60 replica-hours are used")
                    .contains("and a new day begins Tue 00:00");
            assertThat(status("payments", "Mon 15:00").decision().limitedBy()).isEqualTo("Budget");
            assertCondition("payments", "Mon 15:00", "Limited", "True, Budget")
                    .contains("raise budget.replicaHoursPerDay, or state what must stand in the calendar");
            assertThat(status("payments", "Mon 15:00").budget()).satisfies(budget -> {
                assertThat(budget.day()).isEqualTo("2026-11-23");
                assertThat(budget.usedReplicaHours()).isBetween(58, 61);
                assertThat(budget.limit()).isEqualTo(ScriptedWeek.BUDGET);
            });
            assertThat(events("payments", "Budget", "Mon 00:00", "Tue 00:00"))
                    .hasSizeBetween(1, 2)
                    .allMatch(event -> event.type().equals("Warning"));
        }

        @Test
        void theNextDayBeginsWithAnotherOne() {
            assertThat(status("payments", "Tue 06:00").budget().usedReplicaHours())
                    .isLessThanOrEqualTo(1);
            assertCondition("payments", "Tue 06:00", "Limited", "False, NotLimited");
        }

        @Test
        void theAutoscalerCarriesTheAfternoonAlone() {
            assertThat(shortMinutes("payments", "Mon")).isLessThanOrEqualTo(shortMinutesAlone("payments", "Mon"));
        }
    }

    /** From Wednesday at 10:00 on {@code mobile} has 0.3 times its demand for a day, and {@code streams} 3 times on all Wednesday. */
    @Nested
    class WhenTheForecastIsWrongForADay {
        @ParameterizedTest
        @CsvSource({"mobile, Wed 10:00, Wed 14:00", "streams, Wed 00:00, Wed 04:00"})
        void itIsDistrustedWithinFourHoursAndSaysWhyInNumbers(String name, String breaks, String later) {
            assertCondition(name, breaks, "Trusted", "True, Proven");
            assertThat(events(name, "PatternBroken", breaks, later))
                    .singleElement()
                    .extracting(Told::type)
                    .isEqualTo("Warning");
            Accuracy accuracy = Objects.requireNonNull(
                    status(name, later).demand().getFirst().accuracy());
            assertThat(accuracy.skillPercent()).as(told(name, later)).isBetween(30, 70);
            assertThat(accuracy.coveragePercent()).as(told(name, later)).isBetween(80, 100);
            assertCondition(name, later, "Trusted", "False, PatternBroken")
                    .containsPattern("[3-9] windows of 15m in a row came outside P01 to P99, the last from 2026-11-25T")
                    .containsPattern("with a peak of [\\d.]+ where [\\d.]+ to [\\d.]+ was forecast")
                    .contains(
                            "skill " + accuracy.skillPercent() + "% [", "] over 7 days against the same time last week")
                    .contains(accuracy.coveragePercent() + "% of peaks at or under P90");
            assertDecision(name, later, "Distrusted")
                    .startsWith("the forecast for requests is not trusted (")
                    .contains("baseline");
            assertFloor(name, later).isEqualTo(2);
        }

        @Test
        void whatWasRaisedReturnsByReleaseSteps() {
            assertFloor("mobile", "Wed 10:00").isGreaterThanOrEqualTo(13);
            assertThat(events("mobile", "Distrusted", "Wed 10:00", "Wed 14:00"))
                    .hasSizeBetween(4, 10)
                    .anySatisfy(event -> assertThat(event.message())
                            .containsPattern(
                                    "the floor goes from 1\\d to \\d+ on its way to the baseline of 2 replicas"));
        }

        @Test
        void nothingIsRaisedByIt() {
            assertFloor("streams", "Wed 12:00").isEqualTo(2);
            assertFloor("streams", "Thu 12:00").isEqualTo(2);
        }

        @ParameterizedTest
        @CsvSource({"mobile, Wed 14:00, Sun 10:00", "streams, Wed 04:00, Sat 23:59"})
        void itIsTrustedAgainWithinThreeDaysOfTheOldPattern(String name, String from, String later) {
            assertThat(events(name, "Proven", from, later))
                    .singleElement()
                    .extracting(Told::type)
                    .isEqualTo("Normal");
            assertCondition(name, later, "Trusted", "True, Proven");
            assertFloor(name, "Sun 15:00").isGreaterThanOrEqualTo(needed(name, "Sun 15:00", "Sun 15:01") - 1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"checkout", "reports", "search", "catalog", "payments"})
        void nobodyElseIsDistrusted(String name) {
            for (String reason : List.of("PatternBroken", "NoSkill")) {
                assertThat(events(name, reason, "Mon 00:00", "Sun 23:59")).isEmpty();
            }
            assertCondition(name, "Sun 23:59", "Trusted", "True, Proven");
        }

        @Test
        void threeTimesTheDemandIsServedAsTheAutoscalerWouldAlone() {
            assertThat(shortMinutes("streams", "Wed")).isLessThanOrEqualTo(shortMinutesAlone("streams", "Wed"));
        }

        @Test
        void aThirdOfTheDemandCostsAFewReplicaHours() {
            double alone = Objects.requireNonNull(week.alone("mobile").get(date("Wed")))
                    .replicaHours();
            assertThat(on("Wed", "mobile").replicaHours()).isLessThan(alone + 30);
            assertThat(shortMinutes("mobile", "Thu")).isLessThanOrEqualTo(shortMinutesAlone("mobile", "Thu"));
        }
    }

    @Nested
    class WhileOnlyObserving {
        @Test
        void nothingIsWrittenButTheStatus() {
            assertThat(writes("preview", WeekTime.START, WeekTime.END)).isEmpty();
            assertThat(week.log().hasFinalizer("preview")).isFalse();
            assertCondition("preview", "Wed 12:00", "Enforcing", "False, Observing")
                    .contains("spec.mode is Observe");
        }

        @Test
        void theStatusSaysWhatEnforcingWouldDo() {
            Decision noon =
                    Objects.requireNonNull(status("preview", "Mon 12:00").decision());
            assertThat(noon.minReplicas()).as(told("preview", "Mon 12:00")).isBetween(11, 14);
            assertDecision("preview", "Mon 12:00", "ForecastRaise").contains("needs", "replicas");
        }
    }

    @Nested
    class AtTheEnd {
        @Test
        void everybodyHasTheirOwnBoundsBackAndNothingElseIsLeft() {
            for (WeekApp app : WeekApp.all()) {
                Bounds owed = app.name().equals("checkout") ? new Bounds(6, 24) : app.bounds();
                assertThat(week.log().standing(app.name()).bounds())
                        .as(app.name())
                        .isEqualTo(owed);
                assertThat(week.log().standing(app.name()).isNoted())
                        .as(app.name())
                        .isFalse();
            }
        }

        @Test
        void whatWasHeldWentBackInOneWrite() {
            for (WeekApp app : WeekApp.all()) {
                assertThat(writes(app.name(), WeekTime.END, Instant.MAX))
                        .as(app.name())
                        .hasSizeLessThanOrEqualTo(1);
            }
        }
    }
}
