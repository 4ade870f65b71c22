package io.predictivescaler.forecasting.model;

import io.predictivescaler.forecasting.series.Median;
import io.predictivescaler.forecasting.series.Season;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/** Members without a season: one level, held over the whole horizon. */
public enum LevelModel implements Model {
    /** The last value that is there, however old. */
    LastValue("last-value", Duration.ZERO) {
        @Override
        double level(Observed observed, int origin) {
            for (int t = origin - 1; t >= 0; t--) {
                if (!Double.isNaN(observed.at(t))) {
                    return observed.at(t);
                }
            }
            return Double.NaN;
        }
    },
    /** The mean of the last six hours, each half hour weighing half of the next: simple exponential smoothing. */
    RecentMean("recent-mean", Duration.ofDays(1)) {
        @Override
        double level(Observed observed, int origin) {
            double decay = Math.pow(0.5, HALF_HOURS_PER_DAY / observed.grid().stepsPerDay());
            double weight = 1;
            double sum = 0;
            double weights = 0;
            for (int t = origin - 1; t >= origin - observed.grid().stepsIn(Duration.ofHours(6)); t--) {
                if (!Double.isNaN(observed.at(t))) {
                    sum += weight * observed.at(t);
                    weights += weight;
                }
                weight *= decay;
            }
            return weights == 0 ? Double.NaN : sum / weights;
        }
    },
    /** The median of the last 24 hours. */
    DayMedian("day-median", Duration.ofDays(1)) {
        @Override
        double level(Observed observed, int origin) {
            double[] values = new double[observed.grid().stepsPerDay()];
            int count = 0;
            for (int t = origin - values.length; t < origin; t++) {
                if (!Double.isNaN(observed.at(t))) {
                    values[count++] = observed.at(t);
                }
            }
            return Median.of(values, count);
        }
    };

    private static final double HALF_HOURS_PER_DAY = 48;

    private final String label;
    private final Duration historyNeeded;

    LevelModel(String label, Duration historyNeeded) {
        this.label = label;
        this.historyNeeded = historyNeeded;
    }

    abstract double level(Observed observed, int origin);

    @Override
    public String label() {
        return label;
    }

    @Override
    public Set<Season> seasons() {
        return Set.of();
    }

    @Override
    public Duration historyNeeded() {
        return historyNeeded;
    }

    @Override
    public FittedModel fit(Observed observed) {
        return (later, origin, ahead, into) -> Arrays.fill(into, level(later, origin));
    }
}
