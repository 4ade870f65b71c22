package io.predictivescaler.forecasting.capacity;

import io.predictivescaler.forecasting.capacity.Observations.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a unit of load costs may change at a release. What was observed before is then read as it would be now: the part of utilization
 * that load makes is multiplied by the ratio of the costs. So the range of loads seen does not begin anew at every release.
 *
 * @param current the observations, as they would be at today's cost
 * @param last when the cost last changed; the epoch when it never did
 */
record CostChanges(Observations current, Instant last) {
    private static final int MOST_CHANGES = 4;

    /** Shorter is a disturbance. */
    private static final Duration LEAST_LASTING = Duration.ofHours(3);

    /** Smoothed quarter hours are like their neighbours: two hours of them count as one. */
    private static final Duration ALIKE = Duration.ofHours(2);

    /** By less the cost changes every day. */
    private static final double LEAST_CHANGE = Math.log(1.08);

    /** So much where the loads before and after have nothing in common, so that a bend of the relation could be taken for a change. */
    private static final double LEAST_UNMATCHED = Math.log(1.2);

    /** By how many variances of an observation the sum of squares must fall: 25 would be five standard errors of one given split. */
    private static final double SURE = 40;

    /** Beyond twice what the line says an observation tells no more than that it is far. */
    private static final double FARTHEST = Math.log(2);

    /** To either side of an observation, of those that it is smoothed with: a few outliers in a row move nothing. */
    private static final int SMOOTHED = 4;

    /** The strongest change is undone first, then the next one is looked for in what remains. */
    static CostChanges undone(Observations observations) {
        Observations current = observations;
        Instant last = Instant.EPOCH;
        for (int changes = 0; changes < MOST_CHANGES; changes++) {
            Line line = RobustLine.through(current, equal(current.size())).line();
            double[] above = above(current, line);
            Split split = strongest(smoothed(current, line, above));
            if (split.gain() < SURE || !split.isConfirmed(current, above)) {
                break;
            }
            Instant when = current.get(split.at()).start();
            last = when.isAfter(last) ? when : last;
            current = split.rescaled(current);
        }
        return new CostChanges(current, last);
    }

    private static double[] equal(int count) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1);
        return weights;
    }

    /** How far each utilization is above the line, as a logarithm. */
    private static double[] above(Observations observations, Line line) {
        return observations.all().stream()
                .mapToDouble(each -> Math.clamp(
                        Math.log(each.utilization() / Math.max(1, line.at(each.load()))), -FARTHEST, FARTHEST))
                .toArray();
    }

    private static Observations smoothed(Observations observations, Line line, double[] above) {
        List<Observation> all = new ArrayList<>(observations.size());
        for (int i = 0; i < above.length; i++) {
            double[] around =
                    Arrays.copyOfRange(above, Math.max(0, i - SMOOTHED), Math.min(above.length, i + SMOOTHED + 1));
            Observation each = observations.get(i);
            all.add(each.withUtilization(Math.max(1, line.at(each.load())) * Math.exp(RobustLine.median(around))));
        }
        return new Observations(observations.length(), all);
    }

    private static Split strongest(Observations observations) {
        int lasting = Math.toIntExact(Math.max(2, LEAST_LASTING.dividedBy(observations.length())));
        long alike = Math.max(1, ALIKE.dividedBy(observations.length()));
        RunningSums sums = new RunningSums(observations);
        double whole = sums.fit(0).misfit();
        Split strongest = Split.NONE;
        for (int at = lasting; at <= observations.size() - lasting; at++) {
            RunningSums.TwoSlopes fit = sums.fit(at);
            double variance = Math.max(1e-6, fit.misfit() / Math.max(1, observations.size() - 3));
            double gain = (whole - fit.misfit()) / variance / (double) alike;
            if (gain > strongest.gain()) {
                strongest = new Split(at, fit.idle(), fit.before(), fit.after(), gain);
            }
        }
        return strongest;
    }

    /**
     * A change before observation {@code at}.
     *
     * @param before slope of the line until then; {@code after} since, with the same idle utilization
     */
    private record Split(int at, double idle, double before, double after, double gain) {
        static final Split NONE = new Split(0, 0, 1, 1, 0);
        private static final int LEVELS = 10;
        private static final int LEAST_OF_LEVEL = 3;

        Observations rescaled(Observations observations) {
            List<Observation> all = new ArrayList<>(observations.all());
            for (int i = 0; i < at; i++) {
                double made = Math.max(0, all.get(i).utilization() - idle);
                all.set(
                        i,
                        all.get(i).withUtilization(Math.min(all.get(i).utilization(), idle) + made * after / before));
            }
            return new Observations(observations.length(), all);
        }

        /** Compares like with like, where there is like: the change must show within levels of load, or a night is one after a day. */
        boolean isConfirmed(Observations observations, double[] above) {
            if (!(before > 0 && after > 0) || Math.abs(Math.log(after / before)) < LEAST_CHANGE) {
                return false;
            }
            double[] loads = observations.sortedLoads();
            double width = (loads[loads.length - 1] - loads[0]) / LEVELS;
            double matched = 0;
            double agreement = 0;
            double expectation = 0;
            for (int level = 0; level < LEVELS; level++) {
                double from = loads[0] + level * width;
                double[] earlier = within(observations, above, 0, at, from, from + width);
                double[] later = within(observations, above, at, above.length, from, from + width);
                if (earlier.length < LEAST_OF_LEVEL || later.length < LEAST_OF_LEVEL) {
                    continue;
                }
                double weight = (double) earlier.length * later.length / (earlier.length + later.length);
                double middle = from + width / 2;
                double expected = Math.log((idle + after * middle) / (idle + before * middle));
                matched += weight;
                agreement += weight * expected * (RobustLine.median(later) - RobustLine.median(earlier));
                expectation += weight * expected * expected;
            }
            return 2 * matched >= LEAST_LASTING.dividedBy(observations.length())
                    ? 2 * agreement >= expectation
                    : Math.abs(Math.log(after / before)) >= LEAST_UNMATCHED;
        }

        private static double[] within(
                Observations observations, double[] above, int first, int end, double from, double to) {
            List<Double> found = new ArrayList<>();
            for (int i = first; i < end; i++) {
                double load = observations.get(i).load();
                if (load >= from && load <= to) {
                    found.add(above[i]);
                }
            }
            return found.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
