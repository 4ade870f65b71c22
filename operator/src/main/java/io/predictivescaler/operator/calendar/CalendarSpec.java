package io.predictivescaler.operator.calendar;

import io.predictivescaler.operator.calendar.CalendarEntrySpec.When;
import io.predictivescaler.planning.Calendar;
import io.predictivescaler.planning.Calendar.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The calendar of a resource.
 *
 * @param zone whose clock schedules and days follow
 */
public record CalendarSpec(List<CalendarEntrySpec> entries, ZoneId zone) {
    public CalendarSpec {
        entries = List.copyOf(entries);
    }

    /** A stretch of time without what it is for. */
    private record Span(Instant start, Instant end) {}

    /** Whether some entry states a floor. */
    public boolean statesAFloor() {
        return entries.stream().anyMatch(entry -> entry.minReplicas() > 0);
    }

    /** What of it bears on how demand is forecast, so that a new floor has nothing forecast anew. */
    public CalendarSpec ofDemand() {
        return new CalendarSpec(
                entries.stream()
                        .filter(entry -> entry.demandFactor() != 1 || entry.when() instanceof When.OnHolidays)
                        .map(entry -> new CalendarEntrySpec(entry.name(), entry.when(), entry.demandFactor(), 0))
                        .toList(),
                zone);
    }

    /** Every window that overlaps {@code [from, to)}. */
    public Calendar between(Instant from, Instant to) {
        return Calendar.of(
                entries.stream().flatMap(entry -> windows(entry, from, to)).toList());
    }

    /**
     * The windows that have multiplied what was measured in {@code [from, to)}. Of schedules only occurrences that end after {@code since}
     * count, from when on the schedule is known to hold: a new one says how much more demand there will be than before.
     */
    public Calendar measuredBetween(Instant from, Instant to, Instant since) {
        return Calendar.of(entries.stream()
                .filter(entry -> entry.demandFactor() != 1)
                .flatMap(entry -> entry.when() instanceof When.Recurring
                        ? windows(entry, since.isAfter(from) ? since : from, to)
                        : windows(entry, from, to))
                .toList());
    }

    /** The dates from {@code first} to {@code last} that are forecast as another day of the week; of several entries the first decides. */
    public Map<LocalDate, DayOfWeek> holidays(LocalDate first, LocalDate last) {
        Map<LocalDate, DayOfWeek> days = new HashMap<>();
        for (CalendarEntrySpec entry : entries) {
            if (entry.when() instanceof When.OnHolidays on) {
                on.holidays().between(first, last).forEach(date -> days.putIfAbsent(date, on.treatAs()));
            }
        }
        return Map.copyOf(days);
    }

    private Stream<Window> windows(CalendarEntrySpec entry, Instant from, Instant to) {
        if (entry.demandFactor() == 1 && entry.minReplicas() == 0) {
            return Stream.empty();
        }
        return joined(spans(entry.when(), from, to)).stream()
                .filter(span -> span.start().isBefore(to) && span.end().isAfter(from))
                .map(span ->
                        new Window(entry.name(), span.start(), span.end(), entry.demandFactor(), entry.minReplicas()));
    }

    private List<Span> spans(When when, Instant from, Instant to) {
        return switch (when) {
            case When.Once once -> List.of(new Span(once.start(), once.end()));
            case When.Recurring recurring -> {
                Duration duration = recurring.duration();
                yield recurring.schedule().startsBetween(from.minus(duration), to, zone).stream()
                        .map(start -> new Span(start, start.plus(duration)))
                        .toList();
            }
            case When.OnHolidays on ->
                on
                        .holidays()
                        .between(
                                from.atZone(zone).toLocalDate(), to.atZone(zone).toLocalDate())
                        .stream()
                        .map(date -> new Span(midnight(date), midnight(date.plusDays(1))))
                        .sorted(Comparator.comparing(Span::start))
                        .toList();
        };
    }

    private Instant midnight(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }

    /** Spans that overlap or touch as one: an entry says what it says once. In the order in which they start. */
    private static List<Span> joined(List<Span> spans) {
        List<Span> joined = new ArrayList<>();
        for (Span span : spans) {
            if (!joined.isEmpty() && !joined.getLast().end().isBefore(span.start())) {
                Span last = joined.removeLast();
                Instant end = span.end().isAfter(last.end()) ? span.end() : last.end();
                joined.add(new Span(last.start(), end));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }
}
