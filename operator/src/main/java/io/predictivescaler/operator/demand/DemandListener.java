package io.predictivescaler.operator.demand;

import java.time.Duration;

/** Hears of the work that is done for demand, to measure it. */
public interface DemandListener {
    /** Prometheus was asked, whatever came of it. */
    void queried(Duration took);

    /** A model was fitted, or could not be. */
    void fitted(Duration took);
}
