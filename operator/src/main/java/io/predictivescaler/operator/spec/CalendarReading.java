package io.predictivescaler.operator.spec;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.predictivescaler.operator.api.CalendarEntry;
import io.predictivescaler.operator.calendar.CalendarEntrySpec;
import io.predictivescaler.operator.calendar.CalendarEntrySpec.When;
import io.predictivescaler.operator.calendar.CalendarSpec;
import io.predictivescaler.operator.calendar.CronSchedule;
import io.predictivescaler.operator.calendar.PublicHolidays;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the user knows and history does not. */
final class CalendarReading {
    /** Its standard stands in for one that cannot be read, and is never used. */
    static final DurationRange DURATION =
            new DurationRange(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofDays(31));

    static final NumberRange REPLICAS = new NumberRange(0, 1, 100_000);
    static final double LEAST_FACTOR = 0.01;
    static final double MOST_FACTOR = 100;
    static final int MOST_ENTRIES = 50;

    /** Pods cannot follow a schedule that begins more often. */
    static final int MOST_STARTS_A_DAY = 24;

    private final Problems problems;

    CalendarReading(Problems problems) {
        this.problems = problems;
    }

    /**
     * The calendar on the clock of {@code zone}.
     *
     * @param highest what the floor may be at most
     */
    CalendarSpec read(List<CalendarEntry> entries, ZoneId zone, FloorLimits.Limit highest) {
        if (entries.size() > MOST_ENTRIES) {
            problems.add("spec.calendar", entries.size() + " entries", "too many; write at most " + MOST_ENTRIES);
            return new CalendarSpec(List.of(), zone);
        }
        Set<String> names = new HashSet<>();
        List<CalendarEntrySpec> calendar = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            CalendarEntry entry = entries.get(i);
            String field = "spec.calendar[" + i + "]";
            String name = problems.required(field + ".name", entry.name(), "name the entry for messages and status");
            if (!name.isEmpty() && !names.add(name)) {
                problems.add(field + ".name", name, "named twice; give each entry its own name");
            }
            double factor = factor(field + ".demandFactor", entry.demandFactor());
            int minReplicas = minReplicas(field + ".minReplicas", entry.minReplicas(), highest);
            when(field, entry).ifPresent(when -> calendar.add(new CalendarEntrySpec(name, when, factor, minReplicas)));
        }
        return new CalendarSpec(calendar, zone);
    }

    private double factor(String field, @Nullable IntOrString quantity) {
        if (quantity == null) {
            return 1;
        }
        OptionalDouble factor = Quantities.positive(quantity);
        if (factor.isEmpty() || factor.getAsDouble() < LEAST_FACTOR || factor.getAsDouble() > MOST_FACTOR) {
            problems.add(
                    field,
                    quantity.getValue(),
                    "not a quantity of " + LEAST_FACTOR + " to 100; write one such as 3, \"1.5\" or 500m");
            return 1;
        }
        return factor.getAsDouble();
    }

    private int minReplicas(String field, @Nullable Integer stated, FloorLimits.Limit highest) {
        int replicas = problems.number(field, stated, REPLICAS);
        int most = highest.orElse(Integer.MAX_VALUE);
        if (replicas > most) {
            problems.add(
                    field,
                    replicas,
                    "above bounds.minReplicas.highest, " + most + "; write at most that, or raise highest");
        }
        return replicas;
    }

    private Optional<When> when(String field, CalendarEntry entry) {
        boolean once = entry.start() != null || entry.end() != null;
        boolean recurring = entry.schedule() != null || entry.duration() != null;
        boolean holidays = entry.country() != null;
        if ((once ? 1 : 0) + (recurring ? 1 : 0) + (holidays ? 1 : 0) != 1) {
            List<String> stated = new ArrayList<>(once ? List.of("start") : List.of());
            stated.addAll(recurring ? List.of("schedule") : List.of());
            stated.addAll(holidays ? List.of("country") : List.of());
            problems.add(
                    stated.isEmpty() ? field + ".start" : field,
                    stated.isEmpty() ? null : String.join(" and ", stated),
                    "an entry needs exactly one of start with end, schedule with duration, and country");
            return Optional.empty();
        }
        if (holidays) {
            return holidays(field, entry);
        }
        if (entry.subdivision() != null || entry.treatAs() != null) {
            String child = entry.subdivision() != null ? ".subdivision" : ".treatAs";
            problems.add(
                    field + child,
                    entry.subdivision() != null ? entry.subdivision() : entry.treatAs(),
                    "goes with country only; remove it");
        }
        if (entry.demandFactor() == null && entry.minReplicas() == null) {
            problems.add(
                    field + ".demandFactor", null, "an entry needs an effect; write demandFactor, minReplicas or both");
        }
        return once ? once(field, entry) : recurring(field, entry);
    }

    private Optional<When> once(String field, CalendarEntry entry) {
        int before = problems.found().size();
        Instant start = problems.instant(field + ".start", entry.start());
        Instant end = problems.instant(field + ".end", entry.end());
        if (problems.found().size() > before) {
            return Optional.empty();
        }
        if (!end.isAfter(start)) {
            problems.add(field + ".end", entry.end(), "not after start, " + entry.start() + "; write a later instant");
            return Optional.empty();
        }
        return Optional.of(new When.Once(start, end));
    }

    private Optional<When> recurring(String field, CalendarEntry entry) {
        if (entry.duration() == null) {
            problems.add(field + ".duration", null, "required beside schedule; write one of " + DURATION);
        }
        Duration duration = problems.duration(field + ".duration", entry.duration(), DURATION);
        String text = problems.required(
                field + ".schedule", entry.schedule(), "write cron text such as 0 7 * * MON-FRI beside duration");
        return text.isEmpty()
                ? Optional.empty()
                : schedule(field + ".schedule", text).map(schedule -> new When.Recurring(schedule, duration));
    }

    private Optional<CronSchedule> schedule(String field, String text) {
        return switch (CronSchedule.parse(text)) {
            case CronSchedule.Parsed.Refused refused -> {
                problems.add(
                        field,
                        text,
                        "not a schedule (" + refused.why() + "); write minute, hour, day of month, month and weekday"
                                + " such as 0 7 * * MON-FRI");
                yield Optional.empty();
            }
            case CronSchedule.Parsed.Understood understood -> checked(field, text, understood.schedule());
        };
    }

    private Optional<CronSchedule> checked(String field, String text, CronSchedule schedule) {
        if (schedule.startsADay() > MOST_STARTS_A_DAY) {
            problems.add(
                    field,
                    text,
                    "begins " + schedule.startsADay() + " times a day; write one that begins at most "
                            + MOST_STARTS_A_DAY + " times, with a longer duration");
            return Optional.empty();
        }
        if (!schedule.everStarts()) {
            problems.add(field, text, "names a day that does not exist; write one that does");
            return Optional.empty();
        }
        return Optional.of(schedule);
    }

    private Optional<When> holidays(String field, CalendarEntry entry) {
        String country = requireNonNull(entry.country());
        String subdivision = entry.subdivision() == null ? "" : entry.subdivision();
        return switch (PublicHolidays.of(country, subdivision)) {
            case PublicHolidays.Lookup.Known known ->
                Optional.of(new When.OnHolidays(known.holidays(), weekday(entry.treatAs())));
            case PublicHolidays.Lookup.UnknownCountry unknown -> {
                problems.add(
                        field + ".country",
                        country,
                        "its holidays are not known; write an ISO 3166-1 code such as "
                                + likely(country, unknown.known()) + ", or state the days with start and end");
                yield Optional.empty();
            }
            case PublicHolidays.Lookup.UnknownSubdivision unknown -> {
                problems.add(
                        field + ".subdivision",
                        subdivision,
                        unknown.known().isEmpty()
                                ? "no part of " + country + " is known; remove it"
                                : "not a part of " + country + "; write one of " + String.join(", ", unknown.known())
                                        + ", or leave it out");
                yield Optional.empty();
            }
        };
    }

    /** All of them would be more than a condition can say. */
    private static String likely(String country, List<String> known) {
        List<String> alike = known.stream()
                .filter(code -> code.regionMatches(0, country, 0, 1))
                .toList();
        return alike.isEmpty() ? "DE, FR or US" : String.join(", ", alike);
    }

    private static DayOfWeek weekday(CalendarEntry.@Nullable Weekday weekday) {
        return weekday == null
                ? DayOfWeek.SUNDAY
                : DayOfWeek.valueOf(weekday.name().toUpperCase(Locale.ROOT));
    }
}
