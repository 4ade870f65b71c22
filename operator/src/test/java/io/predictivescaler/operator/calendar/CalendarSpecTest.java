package io.predictivescaler.operator.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.predictivescaler.operator.calendar.CalendarEntrySpec.When;
import io.predictivescaler.planning.Calendar;
import io.predictivescaler.planning.Calendar.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalendarSpecTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-11-27T00:00:00Z");

    private static CalendarEntrySpec recurring(String schedule, Duration duration, double factor, int minReplicas) {
        CronSchedule cron = ((CronSchedule.Parsed.Understood) CronSchedule.parse(schedule)).schedule();
        return new CalendarEntrySpec("recurring", new When.Recurring(cron, duration), factor, minReplicas);
    }

    private static CalendarEntrySpec once(String start, String end, double factor, int minReplicas) {
        return new CalendarEntrySpec(
                "once", new When.Once(Instant.parse(start), Instant.parse(end)), factor, minReplicas);
    }

    private static CalendarEntrySpec holidays(String country, DayOfWeek treatAs, double factor) {
        PublicHolidays holidays = ((PublicHolidays.Lookup.Known) PublicHolidays.of(country, "")).holidays();
        return new CalendarEntrySpec("holidays", new When.OnHolidays(holidays, treatAs), factor, 0);
    }

    private static CalendarSpec of(CalendarEntrySpec... entries) {
        return new CalendarSpec(List.of(entries), BERLIN);
    }

    private static List<String> spans(Calendar calendar) {
        return calendar.windows().stream()
                .map(window -> window.start() + "/" + window.end())
                .toList();
    }

    @Test
    void hasAWindowForEveryOccurrenceThatTouchesTheRange() {
        CalendarSpec spec = of(recurring("0 7 * * *", Duration.ofHours(3), 1, 10));

        assertThat(spans(spec.between(Instant.parse("2026-11-23T08:59:59Z"), Instant.parse("2026-11-24T06:00:01Z"))))
                .containsExactly(
                        "2026-11-23T06:00:00Z/2026-11-23T09:00:00Z", "2026-11-24T06:00:00Z/2026-11-24T09:00:00Z");
        assertThat(spans(spec.between(Instant.parse("2026-11-23T09:00:00Z"), Instant.parse("2026-11-24T06:00:00Z"))))
                .isEmpty();
    }

    @Test
    void lastsAsLongAsItSaysOverAChangeOfTheClocks() {
        CalendarSpec spec = of(recurring("0 1 * * *", Duration.ofHours(3), 1, 10));

        assertThat(spans(spec.between(Instant.parse("2027-03-28T00:00:00Z"), Instant.parse("2027-03-28T12:00:00Z"))))
                .containsExactly("2027-03-28T00:00:00Z/2027-03-28T03:00:00Z");
    }

    @Test
    void saysOnceWhatOverlappingOccurrencesSay() {
        CalendarSpec spec = of(recurring("0 6-8 * * *", Duration.ofHours(2), 3, 0));

        Calendar calendar = spec.between(MONDAY, MONDAY.plus(Duration.ofHours(12)));

        assertThat(spans(calendar)).containsExactly("2026-11-23T05:00:00Z/2026-11-23T09:00:00Z");
        assertThat(calendar.factorAt(Instant.parse("2026-11-23T06:30:00Z"))).isEqualTo(3);
    }

    @Test
    void carriesNameFactorAndFloor() {
        CalendarSpec spec = of(once("2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z", 1.5, 7));

        assertThat(spec.between(MONDAY, FRIDAY).windows())
                .containsExactly(new Window(
                        "once", Instant.parse("2026-11-24T00:00:00Z"), Instant.parse("2026-11-25T00:00:00Z"), 1.5, 7));
    }

    @Test
    void hasAWindowFromMidnightToMidnightForAHoliday() {
        CalendarSpec spec = of(holidays("DE", DayOfWeek.SUNDAY, 0.5));

        assertThat(spans(spec.between(Instant.parse("2026-12-20T00:00:00Z"), Instant.parse("2027-01-10T00:00:00Z"))))
                .containsExactly(
                        "2026-12-24T23:00:00Z/2026-12-26T23:00:00Z", "2026-12-31T23:00:00Z/2027-01-01T23:00:00Z");
    }

    @Test
    void hasNoWindowForAHolidayThatOnlyResemblesAWeekday() {
        assertThat(of(holidays("DE", DayOfWeek.SUNDAY, 1))
                        .between(MONDAY, MONDAY.plus(Duration.ofDays(60)))
                        .windows())
                .isEmpty();
    }

    @Test
    void namesTheDatesThatResembleAWeekdayTheFirstEntryDeciding() {
        CalendarSpec spec = of(holidays("DE", DayOfWeek.SATURDAY, 1), holidays("AT", DayOfWeek.SUNDAY, 1));

        assertThat(spec.holidays(LocalDate.parse("2026-12-01"), LocalDate.parse("2026-12-25")))
                .isEqualTo(Map.of(
                        LocalDate.parse("2026-12-08"), DayOfWeek.SUNDAY,
                        LocalDate.parse("2026-12-25"), DayOfWeek.SATURDAY));
    }

    @Test
    void knowsWhetherItStatesAFloor() {
        assertThat(of(once("2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z", 3, 0))
                        .statesAFloor())
                .isFalse();
        assertThat(of(once("2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z", 1, 3))
                        .statesAFloor())
                .isTrue();
    }

    @Test
    void isTheSameForDemandWhateverItsFloors() {
        CalendarEntrySpec factor = once("2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z", 3, 0);
        CalendarEntrySpec both = once("2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z", 3, 8);
        CalendarEntrySpec floor = recurring("0 7 * * *", Duration.ofHours(3), 1, 10);

        assertThat(of(both, floor).ofDemand()).isEqualTo(of(factor).ofDemand());
        assertThat(of(holidays("DE", DayOfWeek.SUNDAY, 1)).ofDemand()).isNotEqualTo(of().ofDemand());
    }

    @Test
    void measuredUnderAnEventWhereverItLies() {
        CalendarSpec spec = of(once("2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z", 3, 0));

        assertThat(spans(spec.measuredBetween(MONDAY, FRIDAY, FRIDAY))).hasSize(1);
    }

    @Test
    void measuredUnderAScheduleOnlySinceItIsKnown() {
        CalendarSpec spec = of(recurring("0 7 * * *", Duration.ofHours(3), 3, 0));

        assertThat(spans(spec.measuredBetween(MONDAY, FRIDAY, Instant.parse("2026-11-25T08:00:00Z"))))
                .containsExactly(
                        "2026-11-25T06:00:00Z/2026-11-25T09:00:00Z", "2026-11-26T06:00:00Z/2026-11-26T09:00:00Z");
        assertThat(spans(spec.measuredBetween(MONDAY, FRIDAY, FRIDAY.plusSeconds(60))))
                .isEmpty();
    }

    @Test
    void measuredUnderNothingThatOnlyStatesAFloor() {
        CalendarSpec spec = of(once("2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z", 1, 8));

        assertThat(spec.measuredBetween(MONDAY, FRIDAY, MONDAY).windows()).isEmpty();
    }

    @Test
    void refusesAnEntryThatSaysNothingSensible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> once("2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z", 0, 8));
    }
}
