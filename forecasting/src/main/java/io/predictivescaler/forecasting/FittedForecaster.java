package io.predictivescaler.forecasting;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A series' models, weights and calibration as fitted; a value, so safe to share between threads. */
public interface FittedForecaster {
    /**
     * Quantiles of the {@code horizon} steps after the last observation.
     *
     * @param horizon at least 1
     */
    QuantileForecast forecast(int horizon);

    /**
     * The same fit, seen from a later origin: newer observations are taken in without fitting again.
     *
     * @param history the fitted series, or that series brought up to date ({@link Series#updatedWith}) or moved on (its oldest steps dropped)
     */
    FittedForecaster updatedTo(Series history);

    /** The members with their share of the blend, largest first, as text for status: {@code day-profile 62%, week-profile 38%}. */
    String model();

    /**
     * The seasons in use, shortest first: those that the user named, or that the history has by a significance test ({@code
     * SeasonTest}) and a member with a share follows; one that the history is too short to test counts as followed. Empty when the series
     * has none.
     */
    List<Duration> seasons();

    /** Whether this is worth more than the last value at {@code leadTime}, by its own rolling origins. */
    Predictability predictability(Duration leadTime);

    /** The same fit, knowing of an earlier one: where this one does not tell what is predictable, the earlier one's answer stands. */
    FittedForecaster succeeding(FittedForecaster earlier);

    /** How well this has done at its own rolling origins; empty when there were too few to say. */
    Optional<Accuracy> accuracy();
}
