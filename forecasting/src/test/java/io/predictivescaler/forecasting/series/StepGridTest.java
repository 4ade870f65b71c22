package io.predictivescaler.forecasting.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepGridTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static StepGrid hourly(String start, int steps, ZoneId zone) {
        return StepGrid.of(Instant.parse(start), HOUR, steps, zone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT90S", "PT5M", "PT15M", "PT48M", "PT1H"})
    void supportsStepsThatDivideADay(String step) {
        assertThat(StepGrid.supports(Duration.parse(step))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"PT5M, 288, 12", "PT1H, 24, 1", "PT1M, 1440, 60", "PT48M, 30, 1"})
    void countsStepsOfADayAndOfAnHour(String step, int day, int hour) {
        StepGrid grid = StepGrid.of(Instant.EPOCH, Duration.parse(step), 10, ZoneOffset.UTC);
        assertThat(grid.stepsPerDay()).isEqualTo(day);
        assertThat(grid.stepsIn(HOUR)).isEqualTo(hour);
    }

    @Test
    void knowsTheWeekdayOfTheLocalClock() {
        StepGrid utc = hourly("2026-03-01T22:00:00Z", 48, ZoneOffset.UTC); // a Sunday
        StepGrid auckland = hourly("2026-03-01T22:00:00Z", 48, ZoneId.of("Pacific/Auckland"));
        assertThat(utc.dayOfWeek(0)).isEqualTo(6);
        assertThat(utc.dayOfWeek(2)).isZero();
        assertThat(auckland.dayOfWeek(0)).isZero();
        assertThat(auckland.dayOfWeek(13)).isEqualTo(1);
    }

    @Nested
    class WhenTheClocksChange {
        private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
        private final StepGrid spring = hourly("2026-03-27T23:00:00Z", 96, BERLIN); // change at step 26
        private final StepGrid autumn = hourly("2026-10-23T22:00:00Z", 96, BERLIN); // change at step 27

        @Test
        void theSameTimeYesterdayIs23HoursAgoInSpring() {
            assertThat(spring.daysBefore(35, 1, 90)).isEqualTo(12);
            assertThat(spring.daysBefore(60, 1, 90)).isEqualTo(36);
            assertThat(spring.daysBefore(60, 2, 90)).isEqualTo(13);
        }

        @Test
        void and25HoursAgoInAutumn() {
            assertThat(autumn.daysBefore(35, 1, 90)).isEqualTo(10);
            assertThat(autumn.daysBefore(60, 1, 90)).isEqualTo(36);
        }

        @Test
        void isNeverLaterThanWhatMayBeSeen() {
            assertThat(spring.daysBefore(35, 1, 11)).isEqualTo(11);
        }

        @Test
        void knowsWhetherTheyChangeBetweenTwoSteps() {
            assertThat(spring.clocksChange(0, 90)).isTrue();
            assertThat(spring.clocksChange(0, 26)).isFalse();
            assertThat(spring.clocksChange(-50, 26)).isFalse();
            assertThat(spring.clocksChange(26, 90)).isFalse();
        }

        @Test
        void doesNotMatterToAStandingClock() {
            assertThat(spring.standing().daysBefore(35, 1, 90)).isEqualTo(11);
            assertThat(spring.standing().secondOfWeek(10)).isEqualTo(spring.secondOfWeek(10));
        }

        @Test
        void doesNotMatterInAZoneThatNeverChanges() {
            StepGrid utc = hourly("2026-03-27T23:00:00Z", 96, ZoneOffset.UTC);
            assertThat(utc.daysBefore(35, 1, 90)).isEqualTo(11);
        }
    }

    @Nested
    class OnAHoliday {
        /** A Thursday in Berlin that counts as a Sunday: steps 25 to 48 of hours from Tuesday 23:00 local. */
        private final StepGrid ascension = StepGrid.of(
                Instant.parse("2026-05-12T21:00:00Z"),
                HOUR,
                72,
                new LocalCalendar(ZoneId.of("Europe/Berlin"), Map.of(LocalDate.of(2026, 5, 14), DayOfWeek.SUNDAY)));

        @Test
        void theWeekdayIsTheOneThatItCountsAsFromMidnightToMidnight() {
            assertThat(ascension.dayOfWeek(24)).isEqualTo(2);
            assertThat(ascension.dayOfWeek(25)).isEqualTo(6);
            assertThat(ascension.dayOfWeek(48)).isEqualTo(6);
            assertThat(ascension.dayOfWeek(49)).isEqualTo(4);
        }

        @Test
        void theTimeOfDayStays() {
            assertThat(ascension.secondOfWeek(35)).isEqualTo((6 * 24 + 10) * HOUR.toSeconds());
        }

        @Test
        void isSaidToBeOne() {
            assertThat(ascension.isHoliday(24)).isFalse();
            assertThat(ascension.isHoliday(25)).isTrue();
            assertThat(ascension.isHoliday(49)).isFalse();
            assertThat(ascension.hasHolidays()).isTrue();
        }
    }

    @Test
    void bucketsEndAtOneThreeSixTwelveAndTwentyFourHours() {
        HorizonBuckets buckets =
                new HorizonBuckets(StepGrid.of(Instant.EPOCH, Duration.ofMinutes(5), 1, ZoneOffset.UTC));
        assertThat(buckets.count()).isEqualTo(5);
        assertThat(new int[] {
                    buckets.of(0), buckets.of(11), buckets.of(12), buckets.of(71), buckets.of(287), buckets.of(2000)
                })
                .containsExactly(0, 0, 1, 2, 4, 4);
        assertThat(buckets.start(3)).isEqualTo(72);
        assertThat(buckets.end(3)).isEqualTo(144);
    }

    @Test
    void knowsWhetherTheClocksChangeBetweenTwoSteps() {
        Instant start = Instant.parse("2026-03-28T00:00:00Z");
        StepGrid berlin = StepGrid.of(start, Duration.ofHours(1), 72, ZoneId.of("Europe/Berlin"));
        assertThat(berlin.clocksChange(-24, 72)).isTrue();
        assertThat(berlin.clocksChange(25, 72)).isFalse();
        assertThat(berlin.clocksChange(-24, 25)).isFalse();
        assertThat(StepGrid.of(start, Duration.ofHours(1), 72, ZoneOffset.UTC).clocksChange(-24, 72))
                .as("of a zone whose clocks never change, from before its first step")
                .isFalse();
    }
}
