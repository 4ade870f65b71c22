package io.predictivescaler.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the user knows and history does not, as windows of time: floors that hold, and factors by which demand is multiplied.
 *
 * <p>A value of states, not of instants: what holds at a time is computed from the windows and never remembered, so that it is the
 * same after a restart and in a replay. Windows may overlap. Of floors the highest holds. Factors multiply, since each says how much
 * more demand there is than without its entry.
 */
public final class Calendar {
    private static final Calendar NONE = new Calendar(List.of());

    private final List<Window> windows;
    private final Factors factors;

    private Calendar(List<Window> windows) {
        this.windows = windows.stream()
                .sorted(Comparator.comparing(Window::start).thenComparing(Window::entry))
                .toList();
        this.factors = Factors.of(this.windows);
    }

    /** Nothing is known. */
    public static Calendar none() {
        return NONE;
    }

    /** These windows, in any order. */
    public static Calendar of(List<Window> windows) {
        return new Calendar(windows);
    }

    /**
     * A stretch of time of one entry.
     *
     * @param entry its name
     * @param start inclusive
     * @param end exclusive, after the start
     * @param demandFactor positive and finite; 1 where the entry says nothing of demand
     * @param minReplicas at least 0, which says nothing of the floor
     */
    public record Window(String entry, Instant start, Instant end, double demandFactor, int minReplicas) {
        public Window {
            if (!end.isAfter(start)) {
                throw new IllegalArgumentException("a window of " + entry + " from " + start + " ends at " + end);
            }
            if (!(demandFactor > 0 && Double.isFinite(demandFactor)) || minReplicas < 0) {
                throw new IllegalArgumentException("a window of " + entry + " has a positive factor and a floor that is"
                        + " not negative, not " + demandFactor + " and " + minReplicas);
            }
        }

        /** Whether some instant of the window lies in {@code [from, to]}. */
        boolean touches(Instant from, Instant to) {
            return !start.isAfter(to) && end.isAfter(from);
        }

        boolean statesAFloor() {
            return minReplicas > 0;
        }

        boolean changesDemand() {
            return demandFactor != 1;
        }
    }

    /** In the order in which they start. */
    public List<Window> windows() {
        return windows;
    }

    /** Of the windows that hold or start within {@code [from, to]}, the one with the highest floor; of several the one that lasts longest. */
    public Optional<Window> floorWithin(Instant from, Instant to) {
        return floors().filter(window -> window.touches(from, to))
                .max(Comparator.comparingInt(Window::minReplicas).thenComparing(Window::end));
    }

    /** The first window from {@code time} on that states more than {@code maximum}. */
    Optional<Window> firstFloorAbove(int maximum, Instant time) {
        return floors().filter(window -> window.end().isAfter(time) && window.minReplicas() > maximum)
                .findFirst();
    }

    /** Those that state a floor, in the order in which they start. */
    Stream<Window> floors() {
        return windows.stream().filter(Window::statesAFloor);
    }

    /** Whether some window multiplies demand within {@code [from, to]}. */
    public boolean multipliesWithin(Instant from, Instant to) {
        return windows.stream().anyMatch(window -> window.changesDemand() && window.touches(from, to));
    }

    /** By how much demand is multiplied at {@code time}; 1 where no entry says anything. */
    public double factorAt(Instant time) {
        return factors.highest(time, time).value();
    }

    /** The highest factor within {@code [from, to]}, and when it first holds there. */
    Factors.Factor highestFactor(Instant from, Instant to) {
        return factors.highest(from, to);
    }

    /** The factor of the mean over {@code [from, to)}, which is not empty: what a value measured over that time was multiplied by. */
    public double meanFactor(Instant from, Instant to) {
        return factors.mean(from, to);
    }

    /** The names of the entries that multiply demand at {@code time}. */
    List<String> factorEntriesAt(Instant time) {
        return windows.stream()
                .filter(window -> window.changesDemand() && window.touches(time, time))
                .map(Window::entry)
                .distinct()
                .toList();
    }

    /**
     * The first instant after {@code time} at which a plan that looks {@code ahead} may change on the calendar's account: a window ends,
     * or starts in {@code ahead} from then.
     */
    public Optional<Instant> nextChange(Instant time, Duration ahead) {
        return windows.stream()
                .flatMap(window -> Stream.of(window.start().minus(ahead), window.end()))
                .filter(change -> change.isAfter(time))
                .min(Comparator.naturalOrder());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Calendar that && windows.equals(that.windows);
    }

    @Override
    public int hashCode() {
        return windows.hashCode();
    }

    @Override
    public String toString() {
        return "Calendar" + windows;
    }
}
