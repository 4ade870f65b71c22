package io.predictivescaler.planning.trust;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import java.time.Duration;

/**
 * What a forecast has to prove.
 *
 * @param percentile that capacity is planned for
 * @param window over which forecasts are scored, at least 3 days
 * @param minimumSkillPercent by which they must beat the best naive reference, 0 to 100
 */
public record TrustSettings(WindowGrid grid, QuantileLevel percentile, Duration window, int minimumSkillPercent) {
    private static final Duration SPOILT = Duration.ofDays(4);

    public TrustSettings {
        if (window.compareTo(Duration.ofDays(3)) < 0) {
            throw new IllegalArgumentException("forecasts are scored over at least 3 days, not " + window);
        }
        if (minimumSkillPercent < 0 || minimumSkillPercent > 100) {
            throw new IllegalArgumentException("a skill is asked for from 0 % to 100 %, not " + minimumSkillPercent);
        }
    }

    double minimumSkill() {
        return minimumSkillPercent / 100.0;
    }

    int windows() {
        return grid.count(window);
    }

    /** How many windows are remembered: what is scored, and beside it what two broken patterns may spoil. */
    int kept() {
        return windows() + grid.count(SPOILT);
    }
}
