package io.predictivescaler.planning;

import io.predictivescaler.planning.Calendar.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The factor on demand as a step function of time: 1 before the first change, and {@code values[i]} from {@code changes[i]} on. */
final class Factors {
    private static final Factors NONE = new Factors(new Instant[0], new double[0]);

    private final Instant[] changes;
    private final double[] values;

    private Factors(Instant[] changes, double[] values) {
        this.changes = changes;
        this.values = values;
    }

    /** @param at when it first holds within what was asked for */
    record Factor(double value, Instant at) {}

    /** @param windows in the order in which they start */
    static Factors of(List<Window> windows) {
        List<Window> multiplying =
                windows.stream().filter(Window::changesDemand).toList();
        if (multiplying.isEmpty()) {
            return NONE;
        }
        Instant[] changes = multiplying.stream()
                .flatMap(window -> Stream.of(window.start(), window.end()))
                .sorted()
                .distinct()
                .toArray(Instant[]::new);
        double[] values = new double[changes.length];
        List<Window> holding = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < changes.length; i++) {
            Instant change = changes[i];
            holding.removeIf(window -> !window.end().isAfter(change));
            while (next < multiplying.size() && !multiplying.get(next).start().isAfter(change)) {
                holding.add(multiplying.get(next++));
            }
            values[i] = holding.stream().mapToDouble(Window::demandFactor).reduce(1, (one, other) -> one * other);
        }
        return new Factors(changes, values);
    }

    Factor highest(Instant from, Instant to) {
        int first = lastChangeUntil(from);
        Factor highest = new Factor(valueFrom(first), from);
        for (int i = first + 1; i < changes.length && !changes[i].isAfter(to); i++) {
            if (values[i] > highest.value()) {
                highest = new Factor(values[i], changes[i]);
            }
        }
        return highest;
    }

    double mean(Instant from, Instant to) {
        double sum = 0;
        Instant start = from;
        for (int i = lastChangeUntil(from); start.isBefore(to); i++) {
            Instant end = i + 1 < changes.length && changes[i + 1].isBefore(to) ? changes[i + 1] : to;
            sum += valueFrom(i) * Duration.between(start, end).toMillis();
            start = end;
        }
        return sum / Duration.between(from, to).toMillis();
    }

    private double valueFrom(int change) {
        return change < 0 ? 1 : values[change];
    }

    /** The index of the last change not after {@code time}; −1 before the first. */
    private int lastChangeUntil(Instant time) {
        int found = Arrays.binarySearch(changes, time);
        return found >= 0 ? found : -found - 2;
    }
}
