package io.predictivescaler.forecasting;

import io.predictivescaler.forecasting.FitOutcome.Fitted;
import io.predictivescaler.forecasting.FitOutcome.NoForecast;
import io.predictivescaler.forecasting.FitOutcome.Reason;
import io.predictivescaler.forecasting.Recipe.Treatment;
import io.predictivescaler.forecasting.model.Base;
import io.predictivescaler.forecasting.model.FittedModel;
import io.predictivescaler.forecasting.model.KnownBases;
import io.predictivescaler.forecasting.model.LevelModel;
import io.predictivescaler.forecasting.model.Model;
import io.predictivescaler.forecasting.model.Observed;
import io.predictivescaler.forecasting.model.Reading;
import io.predictivescaler.forecasting.quantile.CountNoise;
import io.predictivescaler.forecasting.season.SeasonTest;
import io.predictivescaler.forecasting.selection.Admission;
import io.predictivescaler.forecasting.selection.Trials;
import io.predictivescaler.forecasting.series.LevelShift;
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

    private static final Duration UNGATED = MOST_HISTORY;

    private final ForecastSettings settings;
    private final Recipe recipe;

    /** The product's own. */
    public Forecaster(ForecastSettings settings) {
        this(settings, Recipe.STANDARD);
    }

    /** By another recipe than the product's own. */
    public Forecaster(ForecastSettings settings, Recipe recipe) {
        this.settings = settings;
        this.recipe = recipe;
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
        Series series = recent(history, settings, recipe);
        Duration span = span(series);
        if (span.compareTo(LEAST_HISTORY) < 0 || series.present() < LEAST_OBSERVATIONS) {
            return new NoForecast(
                    Reason.TooLittleHistory,
                    "a forecast needs %d minutes of history with %d values; there are %d minutes with %d"
                            .formatted(
                                    LEAST_HISTORY.toMinutes(), LEAST_OBSERVATIONS, span.toMinutes(), series.present()));
        }
        StepGrid grid = StepGrid.of(series.start(), series.step(), series.length(), settings.zone());
        Reading reading = recipe.reading(settings.calendar())
                .after(recipe.has(Treatment.LevelShift) ? LevelShift.in(series, settings.calendar()) : LevelShift.NONE);
        Observed observed = Observed.of(series, grid.stepsPerDay(), reading);
        List<Model> members = members(span);
        if (recipe.has(Treatment.BothClocks) && clocksChangeAround(series)) {
            members = Admission.onBothClocks(members);
        }
        List<FittedModel> fitted = new ArrayList<>();
        for (Model member : members) {
            fitted.add(member.fit(observed));
        }
        Trials trials = Trials.of(observed, fitted);
        Calibration calibration = Calibration.at(trials, recipe, observed.length());
        return new Fitted(new BlendedForecaster(
                settings,
                recipe,
                reading,
                series,
                members,
                fitted.stream().map(FittedModel::settled).toList(),
                calibration,
                recipe.has(Treatment.Guard) ? Guard.of(trials, calibration) : Guard.none(calibration),
                recipe.has(Treatment.CountNoise) ? CountNoise.of(series.toArray(Double.NaN)) : CountNoise.NONE,
                KnownBases.of(observed, observed.profiles()),
                BlendedForecaster.lastKnown(series, 0),
                absent(series, grid),
                BackTest.of(trials, recipe)));
    }

    /** The part of a history that is read, its outages masked. */
    static Series recent(Series history, ForecastSettings settings, Recipe recipe) {
        StepGrid grid = StepGrid.of(history.start(), history.step(), history.length(), settings.zone());
        Series recent = history.last(grid.stepsIn(MOST_HISTORY));
        return recipe.has(Treatment.OutageMask) ? Outages.maskedIn(recent, settings.zone()) : recent;
    }

    /** The time from the first value that is there to the end. */
    private static Duration span(Series series) {
        int first = 0;
        while (first < series.length() && series.isMissing(first)) {
            first++;
        }
        return series.step().multipliedBy(series.length() - first);
    }

    /** Whether the clocks change inside what the profiles look back on, or before the next forecast has run out. */
    private boolean clocksChangeAround(Series series) {
        int length = series.length();
        int day = StepGrid.of(series.start(), series.step(), 1, settings.zone()).stepsPerDay();
        StepGrid grid = StepGrid.of(series.start(), series.step(), length + 2 * day, settings.zone());
        return grid.clocksChange(length - Base.LOOK_BACK_DAYS * day, length + 2 * day);
    }

    private List<Model> members(Duration span) {
        Duration gate = recipe.has(Treatment.HistoryGates) ? span : UNGATED;
        List<Model> admitted = recipe.only().isEmpty()
                ? Admission.members(gate, admissible())
                : Admission.named(recipe.only(), gate, admissible());
        List<Model> members = admitted.stream()
                .filter(member -> recipe.admits(member.label()))
                .toList();
        return members.isEmpty() ? List.of(LevelModel.LastValue) : members;
    }

    /**
     * The seasons that the history was tested for and does not have. Members that follow them stay: they are weighted by their errors, and
     * leaving them out gains nothing. What the user names is not tested.
     */
    private Set<Season> absent(Series series, StepGrid grid) {
        return settings.seasons().isEmpty() ? SeasonTest.absent(series.toArray(Double.NaN), grid) : Set.of();
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
