package io.predictivescaler.forecasting;

import io.predictivescaler.forecasting.Recipe.Treatment;
import io.predictivescaler.forecasting.model.Base;
import io.predictivescaler.forecasting.model.DailySpread;
import io.predictivescaler.forecasting.model.FittedModel;
import io.predictivescaler.forecasting.model.KnownBases;
import io.predictivescaler.forecasting.model.Model;
import io.predictivescaler.forecasting.model.Observed;
import io.predictivescaler.forecasting.model.Reading;
import io.predictivescaler.forecasting.quantile.CountNoise;
import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.series.HorizonBuckets;
import io.predictivescaler.forecasting.series.LevelShift;
import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.series.StepGrid;
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

/**
 * The blend of the admitted members at one origin.
 *
 * @param absent seasons that the history plainly does not have
 */
record BlendedForecaster(
        ForecastSettings settings,
        Recipe recipe,
        Reading reading,
        Series series,
        List<Model> members,
        List<FittedModel> fitted,
        Calibration calibration,
        Guard guard,
        CountNoise noise,
        KnownBases bases,
        double lastKnown,
        Set<Season> absent,
        Judgement judgement)
        implements FittedForecaster {
    private static final double LEAST_SHARE = 0.05;
    /** Widths beyond the horizons ever seen grow as a random walk's would, up to this. */
    private static final double LARGEST_WIDENING = 3;
    /** No holiday is quite like the weekday that it counts as: with it 23 of them were covered by the P90 at 90 %, without at 87 %. */
    private static final double HOLIDAY_WIDENING = 1.5;
    /** How much demand changed is not known exactly in the first day and a half after a shift of the level. */
    private static final double SHIFT_WIDENING = 1.5;

    /** As far as plans mostly look: what comes later is worked out when somebody asks. */
    private static final Duration NEAR = Duration.ofHours(2);

    private static final Duration SHIFT_IS_NEW = Duration.ofHours(36);

    @Override
    public QuantileForecast forecast(int horizon) {
        if (horizon < 1) {
            throw new IllegalArgumentException("a horizon is at least 1 step, not " + horizon);
        }
        int near = Math.min(
                horizon,
                Math.toIntExact(Math.ceilDiv(NEAR.toMillis(), series.step().toMillis())));
        return new QuantileForecast(
                series.end(),
                series.step(),
                calibration.conformal().levels(),
                rows(0, near, horizon),
                horizon,
                () -> rows(near, horizon, horizon));
    }

    /** The quantiles of steps {@code from} to before {@code to} ahead, of a forecast that goes as far as {@code horizon}. */
    private double[][] rows(int from, int to, int horizon) {
        double[][] rows = new double[to - from][];
        if (from == to) {
            return rows;
        }
        Observed observed = Observed.atItsEnd(series, horizon, reading, bases, 0, 0);
        int[] ahead = IntStream.range(from, to).toArray();
        double[][] said = new double[members.size()][ahead.length];
        for (int m = 0; m < said.length; m++) {
            if (calibration.blend().share(m) > 0) {
                fitted.get(m).forecast(observed, observed.length(), ahead, said[m]);
                neverNegative(said[m]);
            } else {
                Arrays.fill(said[m], Double.NaN);
            }
        }
        HorizonBuckets buckets = new HorizonBuckets(observed.grid());
        DailySpread spread = observed.spreadAhead();
        for (int k = 0; k < rows.length; k++) {
            int h = ahead[k];
            double point = calibration.blend().combine(said, k, h);
            double yesterday = observed.base(Base.Yesterday, observed.length() + h, observed.length());
            double[] quantiles = guard.quantiles(
                    buckets.of(h),
                    Double.isNaN(point) ? lastKnown : point,
                    lastKnown,
                    Double.isNaN(yesterday) ? lastKnown : yesterday,
                    spread.at(observed.length() + h, observed.length()),
                    widening(h, observed.grid()));
            rows[k] = atLeastAsWideAsCounts(quantiles);
        }
        return rows;
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

    private double widening(int h, StepGrid grid) {
        int reach = calibration.reach();
        double unseen =
                reach >= grid.stepsPerDay() || h < reach ? 1 : Math.min(LARGEST_WIDENING, Math.sqrt((h + 1.0) / reach));
        boolean holiday = recipe.has(Treatment.HolidayWidths) && grid.isHoliday(series.length() + h);
        double told = holiday ? HOLIDAY_WIDENING * unseen : unseen;
        return isNew(reading.shift()) ? SHIFT_WIDENING * told : told;
    }

    private boolean isNew(LevelShift shift) {
        return shift.isAny() && series.end().isBefore(shift.from().plus(SHIFT_IS_NEW));
    }

    @Override
    public FittedForecaster updatedTo(Series history) {
        if (!history.step().equals(series.step())) {
            throw new IllegalArgumentException("a forecaster fitted on steps of " + series.step()
                    + " cannot go on with steps of " + history.step() + "; fit again");
        }
        Series later = Forecaster.recent(history, settings, recipe);
        return with(later, basesOf(later), lastKnown(later, lastKnown), judgement);
    }

    @Override
    public FittedForecaster succeeding(FittedForecaster earlier) {
        return with(series, bases, lastKnown, judgement.succeeding(earlier));
    }

    private BlendedForecaster with(Series later, KnownBases known, double last, Judgement judged) {
        return new BlendedForecaster(
                settings,
                recipe,
                reading,
                later,
                members,
                fitted,
                calibration,
                guard,
                noise,
                known,
                last,
                absent,
                judged);
    }

    private KnownBases basesOf(Series later) {
        int day = Math.toIntExact(Season.Day.length().dividedBy(later.step()));
        boolean goesOn = later.continues(series);
        int dropped = goesOn ? series.indexOf(later.start()) : 0;
        int newer = goesOn ? later.length() + dropped - series.length() : 0;
        KnownBases known = goesOn ? bases : bases.forgotten();
        return KnownBases.of(Observed.atItsEnd(later, day, reading, known, newer, dropped), bases.bases());
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
        followed.removeAll(absent);
        return followed.stream().map(Season::length).toList();
    }

    @Override
    public Optional<Accuracy> accuracy() {
        return judgement.accuracy();
    }

    @Override
    public Predictability predictability(Duration leadTime) {
        return judgement.leadTimes().at(leadTime);
    }
}
