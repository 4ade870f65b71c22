package io.predictivescaler.forecasting;

import io.predictivescaler.forecasting.Recipe.Treatment;
import io.predictivescaler.forecasting.model.Base;
import io.predictivescaler.forecasting.model.DailySpread;
import io.predictivescaler.forecasting.model.FittedModel;
import io.predictivescaler.forecasting.model.Model;
import io.predictivescaler.forecasting.model.Observed;
import io.predictivescaler.forecasting.quantile.CountNoise;
import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.series.HorizonBuckets;
import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The blend of the admitted members at one origin. */
record BlendedForecaster(
        ForecastSettings settings,
        Recipe recipe,
        Series series,
        List<Model> members,
        List<FittedModel> fitted,
        Calibration calibration,
        Guard guard,
        CountNoise noise,
        double lastKnown,
        Optional<Accuracy> accuracy)
        implements FittedForecaster {
    private static final double LEAST_SHARE = 0.05;
    /** Widths beyond the horizons ever seen grow as a random walk's would, up to this. */
    private static final double LARGEST_WIDENING = 3;

    @Override
    public QuantileForecast forecast(int horizon) {
        if (horizon < 1) {
            throw new IllegalArgumentException("a horizon is at least 1 step, not " + horizon);
        }
        Observed observed = Observed.of(series, settings.zone(), horizon, recipe.has(Treatment.SpikeClipping));
        int[] ahead = IntStream.range(0, horizon).toArray();
        double[][] said = new double[members.size()][horizon];
        for (int m = 0; m < said.length; m++) {
            if (calibration.blend().share(m) > 0) {
                fitted.get(m).forecast(observed, observed.length(), ahead, said[m]);
                neverNegative(said[m]);
            } else {
                Arrays.fill(said[m], Double.NaN);
            }
        }
        HorizonBuckets buckets = new HorizonBuckets(observed.grid());
        double[][] rows = new double[horizon][];
        DailySpread spread = observed.spreadAhead();
        for (int h = 0; h < horizon; h++) {
            double point = calibration.blend().combine(said, h);
            double yesterday = observed.base(Base.Yesterday, observed.length() + h, observed.length());
            double[] quantiles = guard.quantiles(
                    buckets.of(h),
                    Double.isNaN(point) ? lastKnown : point,
                    lastKnown,
                    Double.isNaN(yesterday) ? lastKnown : yesterday,
                    spread.at(observed.length() + h, observed.length()),
                    widening(h, observed.grid().stepsPerDay()));
            rows[h] = atLeastAsWideAsCounts(quantiles);
        }
        return new QuantileForecast(
                series.end(), series.step(), calibration.conformal().levels(), rows);
    }

    private static void neverNegative(double[] values) {
        for (int h = 0; h < values.length; h++) {
            values[h] = Math.max(0, values[h]);
        }
    }

    private double[] atLeastAsWideAsCounts(double[] row) {
        List<QuantileLevel> levels = calibration.conformal().levels();
        for (int l = 1; l < row.length; l++) {
            row[l] = Math.max(Math.max(row[l], row[l - 1]), row[0] + noise.leastWidth(row[0], levels.get(l)));
        }
        return row;
    }

    private double widening(int h, int stepsPerDay) {
        int reach = calibration.reach();
        return reach >= stepsPerDay || h < reach ? 1 : Math.min(LARGEST_WIDENING, Math.sqrt((h + 1.0) / reach));
    }

    @Override
    public FittedForecaster updatedTo(Series history) {
        if (!history.step().equals(series.step())) {
            throw new IllegalArgumentException("a forecaster fitted on steps of " + series.step()
                    + " cannot go on with steps of " + history.step() + "; fit again");
        }
        Series later = Forecaster.recent(history, settings, recipe);
        return new BlendedForecaster(
                settings,
                recipe,
                later,
                members,
                fitted,
                calibration,
                guard,
                noise,
                lastKnown(later, lastKnown),
                accuracy);
    }

    /** The last value of a series, or {@code otherwise} if it has none. */
    static double lastKnown(Series series, double otherwise) {
        OptionalInt last = series.lastPresent();
        return last.isPresent() ? Math.max(0, series.valueAt(last.getAsInt())) : otherwise;
    }

    @Override
    public String model() {
        return bySize().filter(m -> calibration.blend().share(m) >= LEAST_SHARE)
                .map(m -> members.get(m).label() + " "
                        + Math.round(calibration.blend().share(m) * 100) + "%")
                .collect(Collectors.joining(", "));
    }

    private Stream<Integer> bySize() {
        return IntStream.range(0, members.size())
                .boxed()
                .sorted(Comparator.comparingDouble(m -> -calibration.blend().share(m)));
    }

    @Override
    public List<Duration> seasons() {
        Set<Season> followed = EnumSet.noneOf(Season.class);
        for (int m = 0; m < members.size(); m++) {
            if (calibration.blend().share(m) >= LEAST_SHARE) {
                followed.addAll(members.get(m).seasons());
            }
        }
        return followed.stream().map(Season::length).toList();
    }
}
