package io.predictivescaler.demo;

import static io.predictivescaler.demo.WeekTime.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.api.PredictiveScalerStatus.Decision;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be known beforehand, by a pattern or because somebody stated it: mornings, jobs, a holiday, a sale, a bound that is too low. */
class WeekOfPlansIT extends LivedWeek {
    WeekOfPlansIT() {
        super("checkout", "reports", "search", "preview");
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
            assertThat(week().log().boundsAt("checkout", at("Fri 07:00")).maxReplicas())
                    .isEqualTo(24);
            assertThat(week().log().boundsAt("checkout", at("Fri 08:30")).maxReplicas())
                    .as(told("checkout", "Fri 08:30"))
                    .isBetween(40, 60);
            assertThat(week().log().boundsAt("checkout", at("Fri 22:00")).maxReplicas())
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
        void whatTheCalendarStatesHoldsWithoutAnyForecast() {
            assertFloor("reports", "Sat 11:55").isEqualTo(8);
            assertFloor("reports", "Sat 12:59").isEqualTo(8);
            assertThat(events("reports", "CalendarRaise", "Sat 11:00", "Sat 13:00"))
                    .anySatisfy(event -> assertThat(event.message())
                            .contains("calendar entry saturday-backfill holds 8 replicas from 12:00 to 13:00"));
            assertFloor("reports", "Sat 13:30").isEqualTo(2);
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
            assertThat(week().log().bounds().stream()
                            .filter(write -> write.name().equals("search")))
                    .allMatch(write -> write.after().bounds().maxReplicas() == 12);
        }
    }

    @Nested
    class WhileOnlyObserving {
        @Test
        void nothingIsWrittenButTheStatus() {
            assertThat(writes("preview", WeekTime.START, WeekTime.END)).isEmpty();
            assertThat(week().log().hasFinalizer("preview")).isFalse();
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
    class WhatAUserStatesOrDoes {
        @ParameterizedTest
        @ValueSource(strings = {"checkout", "reports", "search"})
        void isNoReasonForDistrust(String name) {
            assertNeverDistrusted(name);
        }
    }
}
