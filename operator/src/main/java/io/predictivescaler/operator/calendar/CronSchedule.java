package io.predictivescaler.operator.calendar;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Starts by a cron text of five fields (minute, hour, day of month, month, day of week; as Unix cron reads it) on a local clock. Where
 * both the day of month and the day of week are restricted, either suffices.
 *
 * <p>A start in an hour that the clocks skip comes when they have skipped it. In an hour that they repeat a start comes once, the first
 * time; twice only where the text names every hour.
 */
public final class CronSchedule {
    /** Longer than any date stays away: eight years lie between two leap days about 2100. */
    private static final int DAYS_TO_MATCH = 9 * 366;

    private static final LocalDate SOME_DAY = LocalDate.of(2096, 1, 1);

    private final String text;
    private final CronFields fields;

    private CronSchedule(String text, CronFields fields) {
        this.text = text;
        this.fields = fields;
    }

    /** What reading a text comes to. */
    public sealed interface Parsed {
        /** It is one. */
        record Understood(CronSchedule schedule) implements Parsed {}

        /** It is no cron text of five fields; {@code why} is a clause. */
        record Refused(String why) implements Parsed {}
    }

    /** Reads a text as Unix cron does: without seconds, years or names such as {@code @daily}. */
    public static Parsed parse(String text) {
        try {
            Cron cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
                    .parse(text)
                    .validate();
            return new Parsed.Understood(new CronSchedule(text, CronFields.of(cron)));
        } catch (IllegalArgumentException e) {
            String why = e.getMessage() == null ? "it cannot be read" : e.getMessage();
            return new Parsed.Refused(why.replace("Failed to parse cron expression. ", ""));
        }
    }

    /** How often it starts on a day on which it starts. */
    public int startsADay() {
        return fields.minutes().cardinality() * fields.hours().cardinality();
    }

    /** Whether there is a day on which it starts: there is none with a 30th of February. */
    public boolean everStarts() {
        for (int day = 0; day < DAYS_TO_MATCH; day++) {
            if (fields.matches(SOME_DAY.plusDays(day))) {
                return true;
            }
        }
        return false;
    }

    /** The starts in {@code [from, to)}, ascending. */
    List<Instant> startsBetween(Instant from, Instant to, ZoneId zone) {
        TreeSet<Instant> starts = new TreeSet<>();
        LocalDate last = to.atZone(zone).toLocalDate();
        for (LocalDate day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            if (fields.matches(day)) {
                starts.addAll(startsOn(day, zone.getRules()));
            }
        }
        return List.copyOf(starts.subSet(from, to));
    }

    private List<Instant> startsOn(LocalDate day, ZoneRules rules) {
        List<Instant> starts = new ArrayList<>();
        BitSet minutes = fields.minutes();
        for (int hour : fields.hours().stream().toArray()) {
            minutes.stream().forEach(minute -> starts.addAll(instants(day.atTime(hour, minute), rules)));
        }
        return starts;
    }

    private List<Instant> instants(LocalDateTime local, ZoneRules rules) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            return List.of(rules.getTransition(local).getInstant());
        }
        return (fields.everyHour() ? offsets : offsets.subList(0, 1))
                .stream().map(local::toInstant).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronSchedule that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
