package io.predictivescaler.forecasting.evidence;

import java.util.Arrays;
import java.util.List;

/**
 * Several traces in one line: geometric means of scores relative to the seasonal naive's, each held within 0.01 and 100, and mean
 * coverage.
 *
 * @param relative 24 h MASE and wQL, first hour's MASE and wQL
 * @param missed the mean over traces of the distance between the P90's coverage and 0.9
 */
record Means(List<Double> relative, double coverage90, double coverage95, double missed) {
    private static final double P90 = 0.9;

    Means {
        relative = List.copyOf(relative);
    }

    /** The two lists have one result for each trace, in the same order. */
    static Means of(List<Result> results, List<Result> naive) {
        double[] logs = new double[Result.COMPARED];
        double covered90 = 0;
        double covered95 = 0;
        double missed = 0;
        int n = results.size();
        for (int t = 0; t < n; t++) {
            for (int i = 0; i < logs.length; i++) {
                logs[i] += logRatio(results.get(t), naive.get(t), i) / n;
            }
            covered90 += results.get(t).coverage90() / n;
            covered95 += results.get(t).coverage95() / n;
            missed += Math.abs(results.get(t).coverage90() - P90) / n;
        }
        return new Means(Arrays.stream(logs).map(Math::exp).boxed().toList(), covered90, covered95, missed);
    }

    private static double logRatio(Result result, Result naive, int i) {
        double ratio = result.compared(i) / naive.compared(i);
        // Where nothing came in any scored hour both are as good.
        return Double.isNaN(ratio) ? 0 : Math.log(Math.clamp(ratio, 0.01, 100));
    }

    /** The geometric mean of the four relative scores: what a choice of constants goes by. */
    double overall() {
        return Math.exp(relative.stream().mapToDouble(Math::log).average().orElseThrow());
    }
}
