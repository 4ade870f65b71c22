package io.predictivescaler.operator.spec;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.planning.PlanSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * What a user asked for, with every default filled in.
 *
 * @param targetName name of the HorizontalPodAutoscaler, in the resource's namespace
 * @param zone the clock that seasons follow and messages tell the time by
 * @param demand at least one entry, each with its own name
 * @param percentile demand that capacity is planned for
 * @param horizon how far the published forecast reaches
 * @param seasons the seasons to use; empty means detect
 * @param refitEvery how often the model learns anew
 * @param maxAge an older forecast has no opinion
 */
public record ScalerSpec(
        String targetName,
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
        Pause pause) {
    public ScalerSpec {
        demand = List.copyOf(demand);
        seasons = List.copyOf(seasons);
        if (demand.isEmpty()) {
            throw new IllegalArgumentException("a scaler needs at least one demand entry");
        }
    }

    /** Whether the target is only watched or also changed. */
    public enum Mode {
        Observe,
        Enforce
    }
}
