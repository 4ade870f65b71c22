package io.predictivescaler.operator.preview;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.config.PrometheusSettings;
import java.time.Duration;
import java.time.Instant;

/**
 * What a cluster is asked.
 *
 * @param prometheus the operator's own settings, which resources without a source of their own use
 * @param refresh how often the operator would look
 * @param killSwitch the ConfigMap that is its kill switch
 * @param now when it is asked
 */
public record Question(
        Subject subject, PrometheusSettings prometheus, Duration refresh, ResourceKey killSwitch, Instant now) {
    /** The resource that is asked about. */
    public sealed interface Subject {
        ResourceKey key();

        /** One that the cluster has. */
        record Existing(ResourceKey key) implements Subject {}

        /** One as it would be applied; where the cluster has it already, this spec takes its place. */
        record Proposed(ResourceKey key, PredictiveScaler resource) implements Subject {}
    }
}
