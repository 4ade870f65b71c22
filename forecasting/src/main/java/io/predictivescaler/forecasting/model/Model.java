package io.predictivescaler.forecasting.model;

import io.predictivescaler.forecasting.series.Season;
import java.time.Duration;
import java.util.Set;

/** A member of the blend before it has seen a series. */
public interface Model {
    /** What it is called in status: lower case, hyphens. */
    String label();

    /** The seasons that it follows; empty for a flat one. */
    Set<Season> seasons();

    /** How long a history must be before this member is admitted. */
    Duration historyNeeded();

    /** Fits what there is to fit, from all of {@code observed}. */
    FittedModel fit(Observed observed);
}
