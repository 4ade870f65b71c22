package io.predictivescaler.demo;

import static io.predictivescaler.demo.WeekTime.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.demo.WriteLog.BoundsWrite;
import io.predictivescaler.demo.WriteLog.Told;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Accuracy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody stated: demand that breaks its pattern, a tool that reverts, a forecast that expires, a budget that is used up. */
class WeekOfSurprisesIT extends LivedWeek {
    WeekOfSurprisesIT() {
        super("catalog", "login", "mobile", "streams", "payments");
    }

    @Nested
    class WhilePrometheusIsOut {
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
            int held = week().log().boundsAt("login", at("Tue 14:00")).minReplicas();
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
            List<Instant> reverts = week().log().bounds().stream()
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
    class WhenTheBudgetRunsOut {
        @ParameterizedTest
        @ValueSource(strings = {"Mon", "Tue", "Wed", "Thu", "Fri"})
        void theNearestNeedHasHadIt(String day) {
            assertFloor("payments", day + " 08:30")
                    .isGreaterThanOrEqualTo(needed("payments", day + " 08:30", day + " 08:31") - 1);
            assertFloor("payments", day + " 15:00").isEqualTo(2);
            assertThat(week().rules().spentOn("payments", date(day)))
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
        @ValueSource(strings = {"catalog", "payments"})
        void nobodyElseIsDistrusted(String name) {
            assertNeverDistrusted(name);
        }

        @Test
        void threeTimesTheDemandIsServedAsTheAutoscalerWouldAlone() {
            assertThat(shortMinutes("streams", "Wed")).isLessThanOrEqualTo(shortMinutesAlone("streams", "Wed"));
        }

        @Test
        void aThirdOfTheDemandCostsAFewReplicaHours() {
            double alone = Objects.requireNonNull(week().alone("mobile").get(date("Wed")))
                    .replicaHours();
            assertThat(on("Wed", "mobile").replicaHours()).isLessThan(alone + 30);
            assertThat(shortMinutes("mobile", "Thu")).isLessThanOrEqualTo(shortMinutesAlone("mobile", "Thu"));
        }
    }
}
