package io.predictivescaler.operator.spec;

import static io.predictivescaler.operator.testkit.Resources.parsed;
import static io.predictivescaler.operator.testkit.Resources.smallestWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.calendar.CalendarEntrySpec;
import io.predictivescaler.operator.calendar.CalendarEntrySpec.When;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarReadingTest {
    private static final SpecDefaults DEFAULTS = new SpecDefaults(
            new SpecDefaults.OwnAddress.At(URI.create("http://prometheus.monitoring:9090")),
            new AllowedAddresses(List.of()));

    private static SpecOutcome read(PredictiveScaler resource) {
        return SpecReader.read(resource, DEFAULTS);
    }

    private static ScalerSpec valid(PredictiveScaler resource) {
        SpecOutcome outcome = read(resource);
        assertThat(outcome).isInstanceOf(SpecOutcome.Valid.class);
        return ((SpecOutcome.Valid) outcome).spec();
    }

    private static List<Problem> problems(PredictiveScaler resource) {
        SpecOutcome outcome = read(resource);
        assertThat(outcome).isInstanceOf(SpecOutcome.Invalid.class);
        return ((SpecOutcome.Invalid) outcome).problems();
    }

    private static CalendarEntrySpec entry(String fields) {
        return valid(smallestWith("calendar: [{name: a, " + fields + "}]"))
                .calendar()
                .entries()
                .getFirst();
    }

    @Nested
    class AnEntry {
        @Test
        void holdsOnce() {
            assertThat(entry("start: \"2026-11-27T06:00:00+01:00\", end: \"2026-11-28T00:00:00+01:00\","
                            + " demandFactor: \"1.5\""))
                    .isEqualTo(new CalendarEntrySpec(
                            "a",
                            new When.Once(Instant.parse("2026-11-27T05:00:00Z"), Instant.parse("2026-11-27T23:00:00Z")),
                            1.5,
                            0));
        }

        @Test
        void holdsAgainAndAgain() {
            CalendarEntrySpec entry = entry("schedule: 0 7 * * MON-FRI, duration: 3h, minReplicas: 10");

            assertThat(entry.minReplicas()).isEqualTo(10);
            assertThat(entry.demandFactor()).isEqualTo(1);
            assertThat(entry.when()).isInstanceOfSatisfying(When.Recurring.class, recurring -> {
                assertThat(recurring.schedule()).hasToString("0 7 * * MON-FRI");
                assertThat(recurring.duration()).isEqualTo(Duration.ofHours(3));
            });
        }

        @Test
        void holdsOnHolidaysThatResembleASundayUnlessItSaysOtherwise() {
            assertThat(entry("country: DE, subdivision: BE").when())
                    .isInstanceOfSatisfying(When.OnHolidays.class, on -> {
                        assertThat(on.holidays().country()).isEqualTo("DE");
                        assertThat(on.holidays().subdivision()).isEqualTo("BE");
                        assertThat(on.treatAs()).isEqualTo(DayOfWeek.SUNDAY);
                    });
            assertThat(entry("country: US, treatAs: Saturday").when())
                    .isInstanceOfSatisfying(
                            When.OnHolidays.class,
                            on -> assertThat(on.treatAs()).isEqualTo(DayOfWeek.SATURDAY));
        }

        @Test
        void followsTheClockOfTheResource() {
            assertThat(valid(smallestWith("timeZone: Europe/Berlin\ncalendar: [{name: a, country: DE}]"))
                            .calendar()
                            .zone())
                    .isEqualTo(ZoneId.of("Europe/Berlin"));
        }
    }

    @Nested
    class WithoutDemand {
        private PredictiveScaler calendarAlone(String entry) {
            return parsed("""
                    metadata: {name: a}
                    spec:
                      targetRef: {name: a}
                      calendar: [{name: a, schedule: 0 7 * * *, duration: 3h, %s}]
                    """.formatted(entry));
        }

        @Test
        void aFloorSuffices() {
            assertThat(valid(calendarAlone("minReplicas: 10")).demand()).isEmpty();
        }

        @Test
        void aFactorHasNothingToMultiply() {
            assertThat(problems(calendarAlone("demandFactor: 3")))
                    .extracting(Problem::sentence)
                    .containsExactly(
                            "spec.demand is \"[]\": empty; add an entry with query and capacityPerReplica, or a"
                                    + " calendar entry with minReplicas");
        }
    }

    @Nested
    class ABadEntry {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                minReplicas: 3                                               | .start | absent | exactly one of start with end
                country: DE, schedule: 0 7 * * *, duration: 1h               | ~~ | "schedule and country" | exactly one of start with end
                start: "2026-11-27T06:00:00Z", duration: 1h, minReplicas: 3  | ~~ | "start and schedule" | exactly one of start with end
                start: "2026-11-27T06:00:00Z", minReplicas: 3                | .end | absent | write RFC 3339 with an offset
                start: Friday, end: "2026-11-28T06:00:00Z", minReplicas: 3   | .start | "Friday" | write RFC 3339 with an offset
                start: "2026-11-27T06:00:00Z", end: "2026-11-27T06:00:00Z", minReplicas: 3 | .end | "2026-11-27T06:00:00Z" | write a later instant
                schedule: 0 7 * * *, minReplicas: 3                          | .duration | absent | required beside schedule
                duration: 1h, minReplicas: 3                                 | .schedule | absent | such as 0 7 * * MON-FRI
                schedule: 0 7 * * *, duration: 32d, minReplicas: 3           | .duration | "32d" | 1m to 31d
                schedule: 0 7 * * *, duration: 30s, minReplicas: 3           | .duration | "30s" | 1m to 31d
                schedule: 0 25 * * *, duration: 1h, minReplicas: 3           | .schedule | "0 25 * * *" | Value 25 not in range [0, 23]
                schedule: every day, duration: 1h, minReplicas: 3            | .schedule | "every day" | write minute, hour, day of month, month and weekday
                schedule: 0 7 30 2 *, duration: 1h, minReplicas: 3           | .schedule | "0 7 30 2 *" | a day that does not exist
                schedule: '*/5 * * * *', duration: 1m, minReplicas: 3        | .schedule | "*/5 * * * *" | begins 288 times a day; write one that begins at most 24 times
                country: ZZ                                                  | .country | "ZZ" | write an ISO 3166-1 code such as ZA
                country: DE, subdivision: XX                                 | .subdivision | "XX" | not a part of DE; write one of BB, BE, BW,
                country: JP, subdivision: XX                                 | .subdivision | "XX" | no part of JP is known; remove it
                schedule: 0 7 * * *, duration: 1h, minReplicas: 3, subdivision: BE | .subdivision | "BE" | goes with country only
                schedule: 0 7 * * *, duration: 1h, minReplicas: 3, treatAs: Sunday | .treatAs | "Sunday" | goes with country only
                schedule: 0 7 * * *, duration: 1h                            | .demandFactor | absent | an entry needs an effect
                schedule: 0 7 * * *, duration: 1h, demandFactor: -3          | .demandFactor | -3 | not a quantity of 0.01 to 100
                schedule: 0 7 * * *, duration: 1h, demandFactor: 101         | .demandFactor | 101 | not a quantity of 0.01 to 100
                schedule: 0 7 * * *, duration: 1h, demandFactor: 9m          | .demandFactor | "9m" | not a quantity of 0.01 to 100
                schedule: 0 7 * * *, duration: 1h, demandFactor: threefold   | .demandFactor | "threefold" | write one such as 3
                schedule: 0 7 * * *, duration: 1h, minReplicas: 0            | .minReplicas | 0 | write a whole number of 1 to 100000
                schedule: 0 7 * * *, duration: 1h, minReplicas: 41           | .minReplicas | 41 | above bounds.minReplicas.highest, 40
                """)
        void isRefusedByFieldValueAndRemedy(String fields, String field, String value, String remedy) {
            assertThat(problems(smallestWith(
                            "bounds: {minReplicas: {highest: 40}}\ncalendar: [{name: a, " + fields + "}]")))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.field()).isEqualTo("spec.calendar[0]" + field);
                        assertThat(problem.value()).isEqualTo(value);
                        assertThat(problem.message()).contains(remedy);
                    });
        }

        @Test
        void needsANameOfItsOwn() {
            assertThat(problems(smallestWith("""
                            calendar:
                            - {name: a, country: DE}
                            - {name: a, country: FR}
                            - {country: FR}
                            """)))
                    .extracting(Problem::field)
                    .containsExactly("spec.calendar[1].name", "spec.calendar[2].name");
        }

        @Test
        void isNamedTogetherWithEveryOther() {
            assertThat(problems(smallestWith("""
                            timeZone: Mars/Base
                            calendar:
                            - {name: a, schedule: 0 25 * * *, duration: 1h, minReplicas: 3}
                            - {name: b, country: ZZ, demandFactor: 1000}
                            """)))
                    .extracting(Problem::field)
                    .containsExactly(
                            "spec.timeZone",
                            "spec.calendar[0].schedule",
                            "spec.calendar[1].demandFactor",
                            "spec.calendar[1].country");
        }

        @Test
        void isOneOfAtMostFifty() {
            String entries = IntStream.range(0, 51)
                    .mapToObj(i -> "- {name: a" + i + ", country: DE}")
                    .collect(Collectors.joining("\n"));

            assertThat(problems(smallestWith("calendar:\n" + entries)))
                    .extracting(Problem::sentence)
                    .containsExactly("spec.calendar is \"51 entries\": too many; write at most 50");
        }
    }
}
