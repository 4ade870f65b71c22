package io.predictivescaler.forecasting.capacity;

import io.predictivescaler.forecasting.capacity.Observations.Observation;

/**
 * Sums over the observations before each one, from which a line with one slope before and another one after any of them is fitted at
 * once: Chow's (1960) test with a common intercept.
 */
final class RunningSums {
    private final int count;
    private final double[] load;
    private final double[] utilization;
    private final double[] loadSquare;
    private final double[] both;
    private final double utilizationSquare;
    private final double lowest;

    RunningSums(Observations observations) {
        count = observations.size();
        load = new double[count + 1];
        utilization = new double[count + 1];
        loadSquare = new double[count + 1];
        both = new double[count + 1];
        double square = 0;
        for (int i = 0; i < count; i++) {
            Observation each = observations.get(i);
            load[i + 1] = load[i] + each.load();
            utilization[i + 1] = utilization[i] + each.utilization();
            loadSquare[i + 1] = loadSquare[i] + each.load() * each.load();
            both[i + 1] = both[i] + each.load() * each.utilization();
            square += each.utilization() * each.utilization();
        }
        utilizationSquare = square;
        lowest = observations.all().stream()
                .mapToDouble(Observation::utilization)
                .min()
                .orElse(0);
    }

    /**
     * Two half lines of one idle utilization.
     *
     * @param misfit sum of squares
     */
    record TwoSlopes(double idle, double before, double after, double misfit) {}

    /** With another slope from observation {@code at} on; the same one everywhere when that is 0. */
    TwoSlopes fit(int at) {
        Part before = part(0, at);
        Part after = part(at, count);
        double free = count - before.ofIdle() - after.ofIdle();
        double least = utilization[count] - before.explained() - after.explained();
        double idle = free > 1e-9 * count ? Math.clamp(least / free, 0, lowest) : 0;
        double misfit = utilizationSquare
                - 2 * idle * utilization[count]
                + count * idle * idle
                - before.gained(idle)
                - after.gained(idle);
        return new TwoSlopes(idle, before.slope(idle), after.slope(idle), misfit);
    }

    private Part part(int from, int to) {
        return new Part(load[to] - load[from], loadSquare[to] - loadSquare[from], both[to] - both[from]);
    }

    /** One side of a split. */
    private record Part(double load, double loadSquare, double both) {
        double slope(double idle) {
            return loadSquare == 0 ? 0 : (both - idle * load) / loadSquare;
        }

        /** By how much the slope lessens the sum of squares. */
        double gained(double idle) {
            return slope(idle) * (both - idle * load);
        }

        double ofIdle() {
            return loadSquare == 0 ? 0 : load * load / loadSquare;
        }

        double explained() {
            return loadSquare == 0 ? 0 : load * both / loadSquare;
        }
    }
}
