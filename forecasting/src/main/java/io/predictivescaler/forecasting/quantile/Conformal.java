package io.predictivescaler.forecasting.quantile;

import java.util.Arrays;
import java.util.List;

/**
 * Quantiles around a point forecast, from what the errors of earlier forecasts were: split conformal prediction (Vovk, Gammerman
 * and Shafer, "Algorithmic Learning in a Random World", 2005; weighted towards the recent as in Barber et al., "Conformal
 * Prediction beyond Exchangeability", 2023), one-sided, one calibration a horizon bucket.
 *
 * <p>The score of an outcome is (actual − point) ÷ scale(point); the quantile is point + Q_τ · scale(point). Departures: the scale
 * is chosen among {@link ScoreScale} by pinball loss; 30 % of the weight lies on the bucket pooled with its neighbours; and
 * since few days of outcomes are over-confident, the level is raised by 0.1 ÷ days.
 */
public final class Conformal {
    private final List<QuantileLevel> levels;
    private final ScoreScale scale;
    private final double mean;
    /** Score quantiles, bucket × level; a bucket without outcomes has those of the nearest before it that has some. */
    private final double[][] scores;

    private final double loss;

    private Conformal(List<QuantileLevel> levels, ScoreScale scale, double mean, double[][] scores, double loss) {
        this.levels = levels;
        this.scale = scale;
        this.mean = mean;
        this.scores = scores;
        this.loss = loss;
    }

    /**
     * Learns the widths.
     *
     * @param constants the share that is pooled and the caution about short samples
     * @param levels ascending
     * @param buckets number of horizon buckets
     * @param days the days that the outcomes cover, above 0
     */
    public static Conformal calibrated(
            Outcomes outcomes, Widths constants, List<QuantileLevel> levels, int buckets, double days) {
        double mean = outcomes.meanPoint();
        double[] adjusted = new double[levels.size()];
        for (int l = 0; l < adjusted.length; l++) {
            adjusted[l] = levels.get(l).probability() + constants.shortSample() / days;
        }
        double[][] none = new double[buckets][levels.size()];
        Conformal best = new Conformal(levels, ScoreScale.Constant, mean, none, Double.POSITIVE_INFINITY);
        for (ScoreScale scale : ScoreScale.values()) {
            double[][] scores = scoreQuantiles(outcomes, scale, mean, adjusted, constants.pooled(), buckets);
            double loss = pinballLoss(outcomes, levels, scale, mean, scores);
            if (loss < best.loss) {
                best = new Conformal(levels, scale, mean, scores, loss);
            }
        }
        return best;
    }

    private static double[][] scoreQuantiles(
            Outcomes outcomes, ScoreScale scale, double mean, double[] taus, double pooled, int buckets) {
        WeightedScores[] own = new WeightedScores[buckets];
        for (int b = 0; b < buckets; b++) {
            own[b] = ownScores(outcomes, scale, mean, b);
        }
        double[][] quantiles = new double[buckets][taus.length];
        for (int b = 0; b < buckets; b++) {
            if (own[b].weight() == 0) {
                quantiles[b] = b == 0 ? quantiles[b] : quantiles[b - 1].clone();
                continue;
            }
            WeightedScores[] pool = Arrays.copyOfRange(own, Math.max(0, b - 1), Math.min(buckets, b + 2));
            double weight =
                    Arrays.stream(pool).mapToDouble(WeightedScores::weight).sum();
            double[] factors = new double[pool.length];
            for (int i = 0; i < pool.length; i++) {
                factors[i] = pooled / weight + (pool[i] == own[b] ? (1 - pooled) / own[b].weight() : 0);
            }
            quantiles[b] = WeightedScores.quantiles(pool, factors, taus);
        }
        return quantiles;
    }

    private static WeightedScores ownScores(Outcomes outcomes, ScoreScale scale, double mean, int bucket) {
        double[] scores = new double[outcomes.size()];
        double[] weights = new double[outcomes.size()];
        int count = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.bucket(i) == bucket) {
                double point = outcomes.point(i);
                scores[count] = (outcomes.actual(i) - point) / scale.of(relative(point, mean));
                weights[count++] = outcomes.weight(i);
            }
        }
        return WeightedScores.of(scores, weights, count);
    }

    private static double pinballLoss(
            Outcomes outcomes, List<QuantileLevel> levels, ScoreScale scale, double mean, double[][] scores) {
        double[] probabilities =
                levels.stream().mapToDouble(QuantileLevel::probability).toArray();
        double loss = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            double unit = scale.of(relative(outcomes.point(i), mean));
            double[] widths = scores[outcomes.bucket(i)];
            for (int l = 1; l < probabilities.length; l++) {
                double miss = outcomes.actual(i) - outcomes.point(i) - widths[l] * unit;
                double tau = probabilities[l];
                loss += outcomes.weight(i) * Math.max(tau * miss, (tau - 1) * miss);
            }
        }
        return loss;
    }

    /**
     * The pinball loss of the levels above the first (Koenker and Bassett, "Regression Quantiles", 1978), summed with the weights of the
     * outcomes that this was learnt from; infinite without any.
     */
    public double loss() {
        return loss;
    }

    private double raw(int bucket, double point, int level) {
        return Math.max(point, point + scores[bucket][level] * scale.of(relative(point, mean)));
    }

    private static double relative(double point, double mean) {
        return mean > 0 ? point / mean : 1;
    }

    /**
     * The quantiles around a point, ascending and never under it: one value a level, the first level being the point itself.
     *
     * @param widening multiplies the widths, 1 for none
     */
    public double[] quantiles(int bucket, double point, double widening) {
        double[] row = new double[levels.size()];
        row[0] = Math.max(0, point);
        for (int l = 1; l < row.length; l++) {
            double width = (raw(bucket, row[0], l) - row[0]) * widening;
            row[l] = Math.max(row[l - 1], row[0] + width);
        }
        return row;
    }

    public List<QuantileLevel> levels() {
        return levels;
    }
}
