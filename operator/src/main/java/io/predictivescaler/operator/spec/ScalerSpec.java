package io.predictivescaler.operator.spec;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.operator.calendar.CalendarSpec;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.planning.PlanSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * What a user asked for, with every default filled in.
 *
 * @param target in the resource's namespace
 * @param zone the clock that seasons follow and messages tell the time by
 * @param demand each entry with its own name; none only where the calendar states a floor
 * @param percentile demand that capacity is planned for
 * @param horizon how far the published forecast reaches
 * @param seasons the seasons to use; empty means detect
 * @param refitEvery how often the model learns anew
 * @param maxAge an older forecast has no opinion
 */
public record ScalerSpec(
        TargetKey target,
        Mode mode,
        ZoneId zone,
        List<DemandSpec> demand,
        QuantileLevel percentile,
        Duration horizon,
        List<Duration> seasons,
        Duration refitEvery,
        Duration maxAge,
        LeadTimeSpec leadTime,
        FloorLimits floor,
        PlanSettings.Ceiling ceiling,
        PlanSettings.RaiseRate raise,
        PlanSettings.ReleaseRate release,
        TrustSpec trust,
        CalendarSpec calendar,
        Pause pause,
        BudgetLimit budget) {
    public ScalerSpec {
        demand = List.copyOf(demand);
        seasons = List.copyOf(seasons);
        if (demand.isEmpty() && !calendar.statesAFloor()) {
            throw new IllegalArgumentException(
                    "a scaler needs a demand entry, or a calendar entry that states a floor");
        }
    }

    /** The same, planned for another percentile. */
    public ScalerSpec withPercentile(QuantileLevel other) {
        return with(mode, demand, other, pause);
    }

    /** The same as if its user let it act now. */
    public ScalerSpec enforcing() {
        return with(Mode.Enforce, demand, percentile, new Pause.NotPaused());
    }

    /** The same as if its user let it act now on one entry alone. */
    public ScalerSpec enforcing(DemandSpec only) {
        return with(Mode.Enforce, List.of(only), percentile, new Pause.NotPaused());
    }

    private ScalerSpec with(Mode mode, List<DemandSpec> demand, QuantileLevel percentile, Pause pause) {
        return new ScalerSpec(
                target,
                mode,
                zone,
                demand,
                percentile,
                horizon,
                seasons,
                refitEvery,
                maxAge,
                leadTime,
                floor,
                ceiling,
                raise,
                release,
                trust,
                calendar,
                pause,
                budget);
    }

    /** Whether the target is only watched or also changed. */
    public enum Mode {
        Observe,
        Enforce
    }
}
