package io.predictivescaler.forecasting.capacity;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a workload's replicas carried and how busy they were, in stretches of a quarter of an hour (or one step, where steps are longer),
 * oldest first.
 *
 * @param length of each stretch
 */
record Observations(Duration length, List<Observation> all) {
    private static final Duration LENGTH = Duration.ofMinutes(15);

    /**
     * While replicas come and go, what is measured of them is not of one time, and those that start are busy with that: a step whose count
     * differs more than this from its neighbours' is left out, unless steps are so long that it makes no odds.
     */
    private static final double STEADY = 0.1;

    Observations {
        all = List.copyOf(all);
    }

    /**
     * One stretch.
     *
     * @param start when it begins
     * @param load mean demand ÷ mean ready replicas
     * @param utilization mean, in percent
     * @param replicas mean
     */
    record Observation(Instant start, double load, double utilization, double replicas) {
        Observation withUtilization(double other) {
            return new Observation(start, load, other, replicas);
        }
    }

    /**
     * The stretches of which at least half was seen, while the number of replicas stood still. Means over a quarter of an hour also take
     * most from a lag of minutes between demand and utilization, and from noise in demand, which would flatten the line.
     */
    static Observations of(WorkloadHistory history) {
        Duration step = history.demand().step();
        int steps = Math.toIntExact(Math.max(1, LENGTH.dividedBy(step)));
        Duration length = step.multipliedBy(steps);
        List<Observation> all = new ArrayList<>();
        Stretch stretch = new Stretch(0, 0, 0, 0);
        for (int i = 0; i < history.demand().length(); i++) {
            stretch = stretch.with(history, i);
            Instant end = history.demand().timeOf(i + 1);
            boolean ends = Math.floorMod(end.toEpochMilli(), length.toMillis()) == 0;
            if (ends || i == history.demand().length() - 1) {
                if (2 * stretch.steps() >= steps) {
                    all.add(stretch.observed(end.minus(length)));
                }
                stretch = new Stretch(0, 0, 0, 0);
            }
        }
        return new Observations(length, all);
    }

    Observations where(Predicate<Observation> wanted) {
        return new Observations(length, all.stream().filter(wanted).toList());
    }

    int size() {
        return all.size();
    }

    Observation get(int index) {
        return all.get(index);
    }

    /** The loads, ascending. */
    double[] sortedLoads() {
        return all.stream().mapToDouble(Observation::load).sorted().toArray();
    }

    /** The load that was reached for an hour in sum, and no higher one was. */
    double highestLoad() {
        double[] loads = sortedLoads();
        int stretches = Math.toIntExact(Math.max(1, Duration.ofHours(1).dividedBy(length)));
        return loads[Math.max(0, loads.length - stretches)];
    }

    /** The steps seen so far of one stretch. */
    private record Stretch(int steps, double demand, double replicas, double utilization) {
        Stretch with(WorkloadHistory history, int index) {
            Instant time = history.demand().timeOf(index);
            double load = at(history.demand(), time);
            double count = at(history.replicas(), time);
            double use = at(history.utilization(), time);
            boolean seen = load >= 0 && count >= 1 && use > 0;
            return seen && isSteady(history.replicas(), time, count)
                    ? new Stretch(steps + 1, demand + load, replicas + count, utilization + use)
                    : this;
        }

        Observation observed(Instant start) {
            return new Observation(start, demand / replicas, utilization / steps, replicas / steps);
        }

        private static boolean isSteady(Series replicas, Instant time, double count) {
            boolean ofOneTime = isNear(count, at(replicas, time.minus(replicas.step())))
                    && isNear(count, at(replicas, time.plus(replicas.step())));
            return ofOneTime || replicas.step().compareTo(LENGTH) > 0;
        }

        private static boolean isNear(double count, double neighbour) {
            return Double.isNaN(neighbour) || Math.abs(neighbour - count) <= STEADY * count;
        }

        /** NaN where nothing is known. */
        private static double at(Series series, Instant time) {
            int index = series.indexOf(time);
            boolean there = index >= 0 && index < series.length() && !series.isMissing(index);
            return there ? series.valueAt(index) : Double.NaN;
        }
    }
}
