package io.predictivescaler.operator.demand;

import io.predictivescaler.operator.metrics.DemandSource;
import io.predictivescaler.operator.spec.SourceSpec;
import io.predictivescaler.operator.telemetry.ConditionReason;

/** Where the demand of a resource is asked for. */
@FunctionalInterface
public interface DemandSources {
    /** The source that a resource of {@code namespace} names, with its credentials read. */
    Lookup source(String namespace, SourceSpec spec);

    /** A source, or why it cannot be used. */
    sealed interface Lookup {
        /** One to ask. */
        record Usable(DemandSource source) implements Lookup {}

        /**
         * None for now.
         *
         * @param message names the Secret or ConfigMap and the remedy, never a value
         */
        record Unusable(ConditionReason reason, String message) implements Lookup {}
    }
}
