package io.predictivescaler.forecasting.quantile;

import java.util.Arrays;
import java.util.List;

/**
 * Quantiles around a point forecast, from what the errors of earlier forecasts were: split conformal prediction (Vovk, Gammerman
 * and Shafer, "Algorithmic Learning in a Random World", 2005; weighted towards the recent as in Barber et al., "Conformal
 * Prediction beyond Exchangeability", 2023), one-sided, one calibration a horizon bucket.
 *
 * <p>The score of an outcome is (actual − point) ÷ scale; the quantile is point + Q_τ · scale. Departures: several {@link ScoreScale}s are
 * mixed by their pinball loss; 30 % of the weight lies on the bucket pooled with its neighbours; and since few days of outcomes
 * are over-confident, the level is raised by 0.1 ÷ days.
 */
public final class Conformal {
    private static final ScoreScale[] ALL = ScoreScale.values();
    private static final ScoreScale[] WITHOUT_SPREAD = {ScoreScale.Constant, ScoreScale.Root, ScoreScale.Proportional};
    private static final ScoreScale[] PLAIN = {ScoreScale.Root};

    private final List<QuantileLevel> levels;
    private final Heights heights;
    private final ScoreScale[] scales;
    /** Score quantiles times the share of their scale, scale × bucket × level above the first. */
    private final double[][][] scores;

    private final double loss;

    private Conformal(
            List<QuantileLevel> levels, Heights heights, ScoreScale[] scales, double[][][] scores, double loss) {
        this.levels = levels;
        this.heights = heights;
        this.scales = scales;
        this.scores = scores;
        this.loss = loss;
    }

    /**
     * Learns the widths.
     *
     * @param constants the share that is pooled, the caution about short samples and the power that scales are mixed by
     * @param levels ascending
     * @param days the days that the outcomes cover, above 0
     */
    public static Conformal calibrated(Outcomes outcomes, Widths constants, List<QuantileLevel> levels, double days) {
        return calibrated(outcomes, constants, levels, days, outcomes.meanSpread() > 0 ? ALL : WITHOUT_SPREAD);
    }

    /** The same with one scale, the root of the forecast, at a fraction of the work. */
    public static Conformal calibratedPlainly(
            Outcomes outcomes, Widths constants, List<QuantileLevel> levels, double days) {
        return calibrated(outcomes, constants, levels, days, PLAIN);
    }

    private static Conformal calibrated(
            Outcomes outcomes, Widths constants, List<QuantileLevel> levels, double days, ScoreScale[] scales) {
        Heights heights = new Heights(outcomes.meanPoint(), outcomes.meanSpread());
        double[] taus = levels.stream().mapToDouble(QuantileLevel::probability).toArray();
        double[] adjusted = Arrays.stream(taus)
                .skip(1)
                .map(tau -> tau + constants.shortSample() / days)
                .toArray();
        double[][][] scores = new double[scales.length][][];
        double[] losses = new double[scales.length];
        double[][] relatives = heights.relatives(outcomes);
        double[][] spreads = heights.spreads(outcomes, relatives);
        for (int s = 0; s < scales.length; s++) {
            double[][] units = new double[relatives.length][];
            for (int b = 0; b < units.length; b++) {
                units[b] = scales[s].of(relatives[b], spreads[b]);
            }
            scores[s] = scoreQuantiles(outcomes, units, adjusted, constants.pooled());
            losses[s] = outcomes.size() == 0 ? Double.POSITIVE_INFINITY : pinballLoss(outcomes, taus, units, scores[s]);
        }
        double best = Arrays.stream(losses).min().orElse(0);
        double[] shares = Arrays.stream(losses)
                .map(loss -> loss > best ? Math.pow(loss / best, -constants.scalePower()) : 1)
                .toArray();
        double sum = Arrays.stream(shares).sum();
        for (int s = 0; s < scales.length; s++) {
            double share = shares[s] / sum;
            for (double[] bucket : scores[s]) {
                Arrays.setAll(bucket, l -> share * bucket[l]);
            }
        }
        return new Conformal(levels, heights, scales, scores, best);
    }

    private static double[][] scoreQuantiles(Outcomes outcomes, double[][] units, double[] taus, double pooled) {
        int buckets = outcomes.bucketCount();
        WeightedScores[] own = new WeightedScores[buckets];
        for (int b = 0; b < buckets; b++) {
            own[b] = ownScores(outcomes.bucket(b), units[b]);
        }
        double[][] quantiles = new double[buckets][taus.length];
        for (int b = 0; b < buckets; b++) {
            if (own[b].weight() == 0) { // as wide as the nearest before it that has some
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

    private static WeightedScores ownScores(Outcomes.Bucket bucket, double[] units) {
        double[] scores = new double[bucket.size];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = bucket.errors[i] / units[i];
        }
        return WeightedScores.of(scores, bucket.weights, scores.length);
    }

    private static double pinballLoss(Outcomes outcomes, double[] taus, double[][] units, double[][] scores) {
        double loss = 0;
        for (int b = 0; b < units.length; b++) {
            Outcomes.Bucket bucket = outcomes.bucket(b);
            for (int i = 0; i < bucket.size; i++) {
                double sum = 0;
                for (int l = 1; l < taus.length; l++) {
                    double miss = bucket.errors[i] - scores[b][l - 1] * units[b][i];
                    sum += Math.max(taus[l] * miss, (taus[l] - 1) * miss);
                }
                loss += bucket.weights[i] * sum;
            }
        }
        return loss;
    }

    /**
     * The pinball loss of the levels above the first (Koenker and Bassett, "Regression Quantiles", 1978), summed with the weights of the
     * outcomes that this was learnt from, by the best scale; infinite without any.
     */
    public double loss() {
        return loss;
    }

    /**
     * The quantiles around a point, ascending and never under it: one value a level, the first level being the point itself.
     *
     * @param spread how far the days lie apart at its time of day; NaN if that is not known
     * @param widening multiplies the widths, 1 for none
     */
    public double[] quantiles(int bucket, double point, double spread, double widening) {
        double[] row = new double[levels.size()];
        row[0] = Math.max(0, point);
        for (int s = 0; s < scales.length; s++) {
            double unit = heights.unit(scales[s], row[0], spread) * widening;
            for (int l = 1; l < row.length; l++) {
                row[l] += scores[s][bucket][l - 1] * unit;
            }
        }
        for (int l = 1; l < row.length; l++) {
            row[l] = Math.max(row[l - 1], row[0] + Math.max(0, row[l]));
        }
        return row;
    }

    /** The quantile of one level, counted from 0 and not the first, as {@link #quantiles} has it without widening. */
    public double quantile(int bucket, double point, double spread, int level) {
        double from = Math.max(0, point);
        double width = 0;
        for (int s = 0; s < scales.length; s++) {
            width += scores[s][bucket][level - 1] * heights.unit(scales[s], from, spread);
        }
        return from + width;
    }

    /**
     * What heights are measured by.
     *
     * @param meanPoint of the forecasts
     * @param meanSpread of the days
     */
    private record Heights(double meanPoint, double meanSpread) {
        double unit(ScoreScale scale, double point, double spread) {
            double relative = relative(point);
            return scale.of(relative, relativeSpread(spread, relative));
        }

        private double relative(double point) {
            return meanPoint > 0 ? point / meanPoint : 1;
        }

        private double relativeSpread(double spread, double relative) {
            return meanSpread > 0 && !Double.isNaN(spread) ? spread / meanSpread : relative;
        }

        /** The forecasts over their mean, bucket × outcome. */
        double[][] relatives(Outcomes outcomes) {
            double[][] relatives = new double[outcomes.bucketCount()][];
            for (int b = 0; b < relatives.length; b++) {
                Outcomes.Bucket bucket = outcomes.bucket(b);
                relatives[b] = new double[bucket.size];
                for (int i = 0; i < bucket.size; i++) {
                    relatives[b][i] = relative(bucket.points[i]);
                }
            }
            return relatives;
        }

        /** The spreads over their mean, bucket × outcome. */
        double[][] spreads(Outcomes outcomes, double[][] relatives) {
            double[][] spreads = new double[relatives.length][];
            for (int b = 0; b < spreads.length; b++) {
                spreads[b] = new double[relatives[b].length];
                for (int i = 0; i < spreads[b].length; i++) {
                    spreads[b][i] = relativeSpread(outcomes.bucket(b).spreads[i], relatives[b][i]);
                }
            }
            return spreads;
        }
    }

    public List<QuantileLevel> levels() {
        return levels;
    }
}
