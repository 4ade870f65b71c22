package io.predictivescaler.operator.demand;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.operator.spec.LeadTimeSpec;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.planning.trust.TrustSettings;
import io.predictivescaler.planning.trust.WindowGrid;
import java.time.Duration;

/**
 * How the forecasts of a resource are scored.
 *
 * @param every the windows whose highest demand is scored: as long as a plan looks ahead, made a little longer so that a slightly other lead
 *     time leaves the record as it is
 */
record TrustPolicy(QuantileLevel percentile, Duration every, Duration window, int minimumSkillPercent) {
    /** The operator's refresh interval and the autoscaler's sync, which a plan adds to the lead time. */
    private static final Duration REFRESH_AND_SYNC = Duration.ofSeconds(75);

    static TrustPolicy of(ScalerSpec spec) {
        // Of a learned one the fallback: what is known of the past is not to be thrown away with every pod that starts.
        Duration leadTime = switch (spec.leadTime()) {
            case LeadTimeSpec.Fixed fixed -> fixed.value();
            case LeadTimeSpec.Learned learned -> learned.settings().fallback();
        };
        Duration planned = leadTime.plus(REFRESH_AND_SYNC).plus(spec.release().hold());
        return new TrustPolicy(
                spec.percentile(),
                WindowGrid.covering(planned, Duration.ZERO).every(),
                spec.trust().window(),
                spec.trust().minimumSkillPercent());
    }

    /** For demand by this step. */
    TrustSettings settings(Duration step) {
        return new TrustSettings(WindowGrid.covering(every, step), percentile, window, minimumSkillPercent);
    }
}
