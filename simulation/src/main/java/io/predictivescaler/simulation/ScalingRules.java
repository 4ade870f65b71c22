package io.predictivescaler.simulation;

import java.time.Duration;
import java.util.List;

/**
 * How one direction of an autoscaler's behavior is restrained.
 *
 * @param stabilizationWindow how far back recommendations are remembered; zero or more
 * @param select which of the policies counts
 * @param policies at least one, unless {@code select} is {@link Select#Disabled}
 */
public record ScalingRules(Duration stabilizationWindow, Select select, List<ScalingPolicy> policies) {
    /** Which policy counts when there are several. */
    public enum Select {
        /** The one that allows the largest change. */
        Max,
        /** The one that allows the smallest change. */
        Min,
        /** None: no change in this direction. */
        Disabled
    }

    public ScalingRules {
        policies = List.copyOf(policies);
        if (stabilizationWindow.isNegative()) {
            throw new IllegalArgumentException("a stabilization window is zero or longer, not " + stabilizationWindow);
        }
        if (policies.isEmpty() && select != Select.Disabled) {
            throw new IllegalArgumentException("scaling rules that select " + select + " have at least one policy");
        }
    }
}
