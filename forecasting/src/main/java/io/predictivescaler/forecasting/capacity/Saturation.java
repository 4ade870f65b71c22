package io.predictivescaler.forecasting.capacity;

import java.util.function.Function;

/**
 * Replicas cannot be busier than they may: past that, load rises and utilization does not. Such observations would make the line too flat
 * and the capacity too large, so they are left out.
 */
final class Saturation {
    /** In percent: a replica that may use no more than it requests stops about here. */
    private static final double CEILING = 95;

    /** Where the target is higher than that, replicas may use more than they request, and stop somewhere above the target. */
    private static final double ABOVE_TARGET = 1.1;

    /** A top this much under the line is flat. */
    private static final double FLAT = 0.04;

    private static final int TENTHS = 10;
    private static final int LEAST_TENTHS = 5;

    private Saturation() {}

    static Observations belowCeiling(Observations observations, double target) {
        double ceiling = Math.max(CEILING, ABOVE_TARGET * target);
        return observations.where(each -> each.utilization() <= ceiling);
    }

    /**
     * Without the highest loads, as many tenths of them as it takes for the rest to rise to its top: a workload may stop short of its CPU,
     * on a lock or a pool of connections.
     */
    static Observations beforeFlattening(Observations observations, Function<Observations, RobustLine> fit) {
        double[] loads = observations.sortedLoads();
        for (int tenths = TENTHS; tenths >= LEAST_TENTHS; tenths--) {
            Observations part = upTo(observations, loads[(loads.length - 1) * tenths / TENTHS]);
            if (!isFlatAtTheTop(part, fit.apply(part))) {
                return part;
            }
        }
        return upTo(observations, loads[(loads.length - 1) * LEAST_TENTHS / TENTHS]);
    }

    private static Observations upTo(Observations observations, double load) {
        return observations.where(each -> each.load() <= load);
    }

    private static boolean isFlatAtTheTop(Observations part, RobustLine fit) {
        double[] loads = part.sortedLoads();
        double from = loads[(loads.length - 1) * (TENTHS - 1) / TENTHS];
        double[] top = part.all().stream()
                .filter(each -> each.load() >= from)
                .mapToDouble(each ->
                        RobustLine.residual(each, fit.line()) / fit.line().at(each.load()))
                .toArray();
        return RobustLine.median(top) < -FLAT;
    }
}
