package io.predictivescaler.forecasting;

import io.predictivescaler.forecasting.FitOutcome.Fitted;
import io.predictivescaler.forecasting.FitOutcome.NoForecast;
import io.predictivescaler.forecasting.FitOutcome.Reason;
import io.predictivescaler.forecasting.model.FittedModel;
import io.predictivescaler.forecasting.model.Model;
import io.predictivescaler.forecasting.model.Observed;
import io.predictivescaler.forecasting.quantile.CountNoise;
import io.predictivescaler.forecasting.selection.Admission;
import io.predictivescaler.forecasting.selection.Trials;
import io.predictivescaler.forecasting.series.Outages;
import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.series.StepGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Fits a demand series. Deterministic: the same series and settings give the same forecasts. */
public final class Forecaster {
    /** Below it there is nothing to say. */
    static final Duration LEAST_HISTORY = Duration.ofHours(1);

    /** Enough values to have seen two changes. */
    static final int LEAST_OBSERVATIONS = 3;

    /** What lies further back is not read: four weeks of profile before two weeks of pseudo-origins. */
    static final Duration MOST_HISTORY = Duration.ofDays(42);

    private final ForecastSettings settings;

    public Forecaster(ForecastSettings settings) {
        this.settings = settings;
    }

    /** Whether a series of this step can be forecast: 1 minute to 1 hour, and a whole number of them in a day. */
    public static boolean supports(Duration step) {
        return StepGrid.supports(step);
    }

    /**
     * Fits members, weights and calibration to {@code history}; its end is the origin, also when its last steps are missing.
     *
     * @throws IllegalArgumentException if {@link #supports} refuses the step of the series
     */
    public FitOutcome fit(Series history) {
        Series series = recent(history, settings);
        Duration span = span(series);
        if (span.compareTo(LEAST_HISTORY) < 0 || series.present() < LEAST_OBSERVATIONS) {
            return new NoForecast(
                    Reason.TooLittleHistory,
                    "a forecast needs %d minutes of history with %d values; there are %d minutes with %d"
                            .formatted(
                                    LEAST_HISTORY.toMinutes(), LEAST_OBSERVATIONS, span.toMinutes(), series.present()));
        }
        StepGrid grid = StepGrid.of(series.start(), series.step(), series.length(), settings.zone());
        Observed observed = Observed.of(series, settings.zone(), grid.stepsPerDay());
        List<Model> members = Admission.members(span, admissible());
        List<FittedModel> fitted = new ArrayList<>();
        for (Model member : members) {
            fitted.add(member.fit(observed));
        }
        Trials trials = Trials.of(observed, fitted);
        Calibration calibration = Calibration.at(trials, members.size(), observed.length());
        return new Fitted(new BlendedForecaster(
                settings,
                series,
                members,
                fitted,
                calibration,
                Guard.of(trials, calibration),
                CountNoise.of(series.toArray(Double.NaN)),
                BlendedForecaster.lastKnown(series, 0),
                BackTest.of(trials, members.size())));
    }

    /** The part of a history that is read, its outages masked. */
    static Series recent(Series history, ForecastSettings settings) {
        StepGrid grid = StepGrid.of(history.start(), history.step(), history.length(), settings.zone());
        return Outages.maskedIn(history.last(grid.stepsIn(MOST_HISTORY)), settings.zone());
    }

    /** The time from the first value that is there to the end. */
    private static Duration span(Series series) {
        int first = 0;
        while (first < series.length() && series.isMissing(first)) {
            first++;
        }
        return series.step().multipliedBy(series.length() - first);
    }

    private Set<Season> admissible() {
        Set<Season> admissible = EnumSet.noneOf(Season.class);
        for (Season season : Season.values()) {
            if (settings.seasons().isEmpty() || settings.seasons().contains(season.length())) {
                admissible.add(season);
            }
        }
        return admissible;
    }
}
