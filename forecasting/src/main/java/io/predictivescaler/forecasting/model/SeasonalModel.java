package io.predictivescaler.forecasting.model;

import io.predictivescaler.forecasting.series.Season;
import java.time.Duration;
import java.util.Set;

/**
 * A {@link Base}, and how the last hours' departure from it is carried into the future.
 *
 * @param base what the season says
 * @param carry what is made of the departure
 * @param historyNeeded how long a history must be
 */
public record SeasonalModel(String label, Base base, Carry carry, Duration historyNeeded) implements Model {
    private static final Duration WINDOW = Duration.ofHours(3);
    private static final Duration LEVEL_WINDOW = Duration.ofHours(6);
    /** How far back of an origin a departure is looked at. */
    static final Duration LONGEST_WINDOW = LEVEL_WINDOW;

    private static final Duration RATIO_HALF_LIFE = Duration.ofHours(6);
    private static final Duration RESIDUAL_HALF_LIFE = Duration.ofHours(2);
    private static final Duration RESIDUAL_MEMORY = Duration.ofMinutes(30);
    private static final double LARGEST_RATIO = 3;
    /** Share of the mean level that is added to both sides of the ratio, so that quiet hours do not swing it. */
    private static final double RATIO_CUSHION = 0.02;

    /** How the departure of the last hours goes on. */
    public enum Carry {
        /** Not at all. */
        None,
        /**
         * As a factor: the sum of the last 3 hours over the base's, within a third and three, its distance from 1 halving every
         * 6 hours.
         */
        Ratio,
        /** As a factor that stays: the sum of the last 6 hours over the base's. It is how a shift of the level is followed within a day. */
        Level,
        /** As a difference: the mean departure of the last hours, memory halving every 30 minutes, fading by half every 2 hours. */
        Residual
    }

    @Override
    public Set<Season> seasons() {
        return base.seasons();
    }

    @Override
    public FittedModel fit(Observed observed) {
        return switch (carry) {
            case None -> this::bare;
            case Ratio -> this::scaled;
            case Level -> this::levelled;
            case Residual -> this::shifted;
        };
    }

    private void bare(Observed observed, int origin, int[] ahead, double[] into) {
        BaseCurve curve = observed.curve(base);
        for (int k = 0; k < ahead.length; k++) {
            into[k] = curve.at(origin + ahead[k], origin);
        }
    }

    private void scaled(Observed observed, int origin, int[] ahead, double[] into) {
        BaseCurve curve = observed.curve(base);
        double departure = ratio(observed, origin, WINDOW) - 1;
        double[] faded = fading(ahead, Math.pow(0.5, 1.0 / observed.grid().stepsIn(RATIO_HALF_LIFE)));
        for (int k = 0; k < ahead.length; k++) {
            into[k] = curve.at(origin + ahead[k], origin) * (1 + departure * faded[k]);
        }
    }

    private void levelled(Observed observed, int origin, int[] ahead, double[] into) {
        BaseCurve curve = observed.curve(base);
        double ratio = ratio(observed, origin, LEVEL_WINDOW);
        for (int k = 0; k < ahead.length; k++) {
            into[k] = curve.at(origin + ahead[k], origin) * ratio;
        }
    }

    /** {@code decay} to the power of h + 1 for each step h ahead. */
    private static double[] fading(int[] ahead, double decay) {
        double[] faded = new double[ahead.length];
        double power = 1;
        int h = -1;
        for (int k = 0; k < ahead.length; k++) {
            for (; h < ahead[k]; h++) {
                power *= decay;
            }
            faded[k] = power;
        }
        return faded;
    }

    private double ratio(Observed observed, int origin, Duration window) {
        BaseCurve curve = observed.curve(base);
        double actual = 0;
        double expected = 0;
        int count = 0;
        for (int t = origin - observed.grid().stepsIn(window); t < origin; t++) {
            double seasonal = curve.at(t, origin);
            if (!Double.isNaN(seasonal) && !Double.isNaN(observed.at(t))) {
                actual += observed.at(t);
                expected += seasonal;
                count++;
            }
        }
        double cushion = RATIO_CUSHION * observed.level() * count;
        double ratio = (actual + cushion) / (expected + cushion);
        return Double.isFinite(ratio) ? Math.clamp(ratio, 1 / LARGEST_RATIO, LARGEST_RATIO) : 1;
    }

    private void shifted(Observed observed, int origin, int[] ahead, double[] into) {
        BaseCurve curve = observed.curve(base);
        double departure = residual(observed, origin);
        double[] faded = fading(ahead, halving(observed, RESIDUAL_HALF_LIFE));
        for (int k = 0; k < ahead.length; k++) {
            into[k] = curve.at(origin + ahead[k], origin) + departure * faded[k];
        }
    }

    private double residual(Observed observed, int origin) {
        BaseCurve curve = observed.curve(base);
        double decay = halving(observed, RESIDUAL_MEMORY);
        double weight = 1;
        double sum = 0;
        double weights = 0;
        for (int t = origin - 1; t >= origin - observed.grid().stepsIn(WINDOW); t--) {
            double departure = observed.at(t) - curve.at(t, origin);
            if (!Double.isNaN(departure)) {
                sum += weight * departure;
                weights += weight;
            }
            weight *= decay;
        }
        return weights == 0 ? 0 : sum / weights;
    }

    private static double halving(Observed observed, Duration halfLife) {
        double steps = observed.grid().stepsPerDay()
                * (double) halfLife.toMillis()
                / Season.Day.length().toMillis();
        return Math.pow(0.5, 1 / steps);
    }
}
