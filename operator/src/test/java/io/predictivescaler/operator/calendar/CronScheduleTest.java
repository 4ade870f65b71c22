package io.predictivescaler.operator.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.calendar.CronSchedule.Parsed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static CronSchedule schedule(String text) {
        return ((Parsed.Understood) CronSchedule.parse(text)).schedule();
    }

    private static List<String> starts(String text, String from, String to, ZoneId zone) {
        return schedule(text).startsBetween(Instant.parse(from), Instant.parse(to), zone).stream()
                .map(Instant::toString)
                .toList();
    }

    /** On the dates of a month in UTC. */
    private static List<Integer> days(String text, String month) {
        LocalDate first = LocalDate.parse(month + "-01");
        return schedule(text)
                .startsBetween(
                        first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                        first.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                        ZoneOffset.UTC)
                .stream()
                .map(start -> start.atZone(ZoneOffset.UTC).getDayOfMonth())
                .distinct()
                .toList();
    }

    @Nested
    class ATextOfFiveFields {
        @Test
        void startsByTheClockOfItsZone() {
            assertThat(starts("0 7 * * MON-FRI", "2026-11-20T00:00:00Z", "2026-11-24T12:00:00Z", BERLIN))
                    .containsExactly("2026-11-20T06:00:00Z", "2026-11-23T06:00:00Z", "2026-11-24T06:00:00Z");
        }

        @Test
        void startsFromTheFirstInstantOnAndBeforeTheLast() {
            assertThat(starts("0 7 * * *", "2026-11-20T07:00:00Z", "2026-11-21T07:00:00Z", ZoneOffset.UTC))
                    .containsExactly("2026-11-20T07:00:00Z");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                0 7 1,15 * *     | 1,15
                0 7 */10 * *     | 1,11,21,31
                0 7 5-20/5 * *   | 5,10,15,20
                0 7 25/3 * *     | 25,28,31
                0 7 * * SUN      | 6,13,20,27
                0 7 * * 7        | 6,13,20,27
                0 7 * * 0        | 6,13,20,27
                0 7 * DEC mon    | 7,14,21,28
                0 7 * 1-11 *     |
                0 7 13 * FRI     | 4,11,13,18,25
                0 7 */2 * MON    | 7,21
                """)
        void startsOnTheDaysThatCronMeans(String text, String days) {
            List<Integer> expected = days == null
                    ? List.of()
                    : List.of(days.split(",")).stream().map(Integer::valueOf).toList();

            assertThat(days(text, "2026-12")).isEqualTo(expected);
        }

        @Test
        void countsItsStartsOfADay() {
            assertThat(schedule("*/15,5 9-17/2 * * *").startsADay()).isEqualTo(25);
            assertThat(schedule("0 7 * * *").startsADay()).isEqualTo(1);
        }

        @Test
        void isTheSameAsAnotherOfItsText() {
            assertThat(schedule("0 7 * * *")).isEqualTo(schedule("0 7 * * *")).hasToString("0 7 * * *");
            assertThat(schedule("0 7 * * *")).isNotEqualTo(schedule("0 8 * * *"));
        }
    }

    /** In Berlin clocks go from 02:00 to 03:00 on 28 March 2027, at 01:00 UTC. */
    @Nested
    class InTheHourThatIsSkipped {
        @Test
        void comesWhenTheClocksHaveSkippedIt() {
            assertThat(starts("30 2 * * *", "2027-03-27T00:00:00Z", "2027-03-30T00:00:00Z", BERLIN))
                    .containsExactly("2027-03-27T01:30:00Z", "2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z");
        }

        @Test
        void comesOnceWithWhatIsDueThen() {
            assertThat(starts("*/30 1-3 * * *", "2027-03-28T00:00:00Z", "2027-03-28T03:00:00Z", BERLIN))
                    .containsExactly(
                            "2027-03-28T00:00:00Z",
                            "2027-03-28T00:30:00Z",
                            "2027-03-28T01:00:00Z",
                            "2027-03-28T01:30:00Z");
        }
    }

    /** In Berlin clocks go from 03:00 back to 02:00 on 31 October 2027, at 01:00 UTC. */
    @Nested
    class InTheHourThatIsRepeated {
        @Test
        void comesOnceTheFirstTime() {
            assertThat(starts("30 2 * * *", "2027-10-30T00:00:00Z", "2027-11-02T00:00:00Z", BERLIN))
                    .containsExactly("2027-10-30T00:30:00Z", "2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z");
        }

        @Test
        void comesTwiceWhereEveryHourIsNamed() {
            assertThat(starts("0 * * * *", "2027-10-30T23:00:00Z", "2027-10-31T03:00:00Z", BERLIN))
                    .containsExactly(
                            "2027-10-30T23:00:00Z",
                            "2027-10-31T00:00:00Z",
                            "2027-10-31T01:00:00Z",
                            "2027-10-31T02:00:00Z");
        }
    }

    @Nested
    class ATextThatIsNone {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "0 7 * *",
                    "0 0 7 * * MON",
                    "61 7 * * *",
                    "0 24 * * *",
                    "0 7 0 * *",
                    "0 7 * 13 *",
                    "0 7 * * 8",
                    "0 7 * * MONDAY",
                    "0 7 L * *",
                    "0 7 ? * MON",
                    "0 7 * * FRI-MON",
                    "*/0 7 * * *",
                    "0 7 -5 * *",
                    "0 7 99999999999 * *",
                    "@daily",
                    "a b c d e"
                })
        void isRefusedWithAReason(String text) {
            assertThat(CronSchedule.parse(text))
                    .isInstanceOfSatisfying(
                            Parsed.Refused.class,
                            refused -> assertThat(refused.why()).isNotBlank().doesNotContain("Failed to parse"));
        }

        @Test
        void isToldFromOneThatNeverStarts() {
            assertThat(schedule("0 7 30 2 *").everStarts()).isFalse();
            assertThat(schedule("0 7 31 4,6,9,11 *").everStarts()).isFalse();
            assertThat(schedule("0 7 29 2 *").everStarts()).isTrue();
            assertThat(schedule("0 7 30 2 MON").everStarts()).isTrue();
        }
    }
}
