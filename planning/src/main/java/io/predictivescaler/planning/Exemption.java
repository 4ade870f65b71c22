package io.predictivescaler.planning;

import io.predictivescaler.planning.Calendar.Window;
import io.predictivescaler.planning.PlanSettings.ReleaseRate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What of a floor costs nothing of the budget: the baseline's replicas, and those that the calendar states, from when they are due
 * until they can have been given back by release steps. Without that way back a floor that the user stated would cost what follows it.
 *
 * @param stepEvery how soon one release step can follow another; positive
 */
record Exemption(int baseline, List<Stated> stated, ReleaseRate release, Duration stepEvery) {
    /** @param due from when the window's floor is in force */
    record Stated(Instant due, Window window) {}

    /** Under a baseline that may be an earlier one than the input's. */
    static Exemption of(PlanInput input, int baseline) {
        Duration ahead = Windows.of(input.now(), input.settings()).lead();
        ReleaseRate release = input.settings().release();
        List<Stated> stated = input.calendar()
                .floors()
                .filter(window -> window.minReplicas() > baseline)
                .map(window -> new Stated(window.start().minus(ahead), window))
                .toList();
        return new Exemption(
                baseline, stated, release, betweenSteps(input.settings().budget(), release));
    }

    /** Steps are made at looks. */
    private static Duration betweenSteps(Budget budget, ReleaseRate release) {
        Duration look = switch (budget) {
            case Budget.Unlimited unlimited -> Duration.ofMinutes(1);
            case Budget.Daily daily -> daily.lookEvery();
        };
        long looks = Math.ceilDiv(release.stepEvery().toMillis(), look.toMillis());
        return look.multipliedBy(Math.max(1, looks));
    }

    /** The floor under which nothing is charged at {@code time}. */
    int at(Instant time) {
        int highest = baseline;
        for (Stated floor : stated) {
            highest = Math.max(highest, at(floor, time));
        }
        return highest;
    }

    /** What {@code floor} costs in {@code [from, to)}, as time: a replica for an hour counts an hour. */
    Duration cost(int floor, Instant from, Instant to) {
        Duration sum = Duration.ZERO;
        Instant start = from;
        while (start.isBefore(to)) {
            Instant end = nextChange(start).filter(to::isAfter).orElse(to);
            sum = sum.plus(Duration.between(start, end).multipliedBy(Math.max(0, floor - at(start))));
            start = end;
        }
        return sum;
    }

    private int at(Stated floor, Instant time) {
        if (time.isBefore(floor.due())) {
            return baseline;
        }
        int left = floor.window().minReplicas();
        for (Instant step = floor.window().end(); left > baseline && !step.isAfter(time); step = step.plus(stepEvery)) {
            left -= release.largestStepFrom(left);
        }
        return left;
    }

    private Optional<Instant> nextChange(Instant time) {
        return stated.stream()
                .flatMap(floor -> nextChange(floor, time).stream())
                .min(Comparator.naturalOrder());
    }

    private Optional<Instant> nextChange(Stated floor, Instant time) {
        Instant end = floor.window().end();
        if (floor.due().isAfter(time)) {
            return Optional.of(floor.due());
        }
        if (end.isAfter(time)) {
            return Optional.of(end);
        }
        if (at(floor, time) <= baseline) {
            return Optional.empty();
        }
        long steps = Duration.between(end, time).toMillis() / stepEvery.toMillis();
        return Optional.of(end.plus(stepEvery.multipliedBy(steps + 1)));
    }
}
