package io.predictivescaler.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a run came to, in all and day by day.
 *
 * @param zone the clock that days follow
 * @param days in order; the last one may not be over yet
 */
public record Run(ZoneId zone, Scores scores, Elasticity elasticity, List<Day> days) {
    /** A local day, or the part of it that the run covers. */
    public record Day(LocalDate date, Scores scores) {
        Duration shortTime() {
            return scores.shortTime();
        }
    }

    public Run {
        days = List.copyOf(days);
    }

    /** What comes of {@code replay} under {@code steering}. */
    public static Run of(Replay replay, Steering steering, ZoneId zone) {
        Tally tally = new Tally(zone);
        replay.play(steering, tally);
        return tally.run();
    }

    /** The day that was short for longest, the first of several; none when no day was short. */
    public Optional<Day> worstDay() {
        return worstDays(1).stream().findFirst();
    }

    /** The days that were short for longest, the worst first; only those that were short at all. */
    public List<Day> worstDays(int atMost) {
        return days.stream()
                .filter(day -> day.shortTime().isPositive())
                .sorted(Comparator.comparing(Day::shortTime).reversed())
                .limit(atMost)
                .toList();
    }

    /** Adds up moments as they come. */
    public static final class Tally implements Consumer<Moment> {
        private final ZoneId zone;
        private final List<Day> days = new ArrayList<>();
        private Scores before = Scores.none();
        private Scores today = Scores.none();
        private Elasticity elasticity = Elasticity.none();
        private LocalDate date = LocalDate.MIN;
        private Instant midnight = Instant.MIN;

        public Tally(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public void accept(Moment moment) {
            if (!moment.at().isBefore(midnight)) {
                close();
                date = moment.at().atZone(zone).toLocalDate();
                midnight = date.plusDays(1).atStartOfDay(zone).toInstant();
            }
            today = today.plus(moment);
            elasticity = elasticity.plus(moment);
        }

        /** The run so far. */
        public Run run() {
            List<Day> all = new ArrayList<>(days);
            if (!today.length().isZero()) {
                all.add(new Day(date, today));
            }
            return new Run(zone, before.plus(today), elasticity, all);
        }

        private void close() {
            if (!today.length().isZero()) {
                days.add(new Day(date, today));
                before = before.plus(today);
                today = Scores.none();
            }
        }
    }
}
