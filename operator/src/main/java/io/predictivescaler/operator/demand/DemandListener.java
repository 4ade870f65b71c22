package io.predictivescaler.operator.demand;

import io.predictivescaler.operator.ResourceKey;
import java.time.Duration;

/** Hears of the work that is done for a resource, to measure it. */
public interface DemandListener {
    /** @param outcome {@code ok}, or the kind of failure */
    void queried(ResourceKey key, String entry, Duration took, String outcome);

    void fitted(ResourceKey key, String entry, Duration took);
}
