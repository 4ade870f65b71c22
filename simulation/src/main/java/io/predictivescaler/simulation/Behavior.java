package io.predictivescaler.simulation;

import java.time.Duration;
import java.util.List;

/** How fast an autoscaler follows its own recommendations. */
public sealed interface Behavior {
    /** How far back a lower recommendation is held against higher ones, unless rules say otherwise. */
    Duration DOWNSCALE_STABILIZATION = Duration.ofMinutes(5);

    /**
     * {@code spec.behavior} is absent, and the API server does not fill it in: scale-up reaches at most the larger of twice the
     * replicas and 4 in one sync, scale-down is held for {@link #DOWNSCALE_STABILIZATION} and then drops all at once.
     */
    record Unstated() implements Behavior {}

    /** {@code spec.behavior} as it stands, defaults filled in. */
    record Stated(ScalingRules scaleUp, ScalingRules scaleDown) implements Behavior {}

    /** The documented defaults, as filled in when a behavior is stated: +100 % or +4 pods, and −100 %, each in 15 s; 300 s held down. */
    static Stated standard() {
        Duration period = Duration.ofSeconds(15);
        return new Stated(
                new ScalingRules(
                        Duration.ZERO,
                        ScalingRules.Select.Max,
                        List.of(new ScalingPolicy.Pods(4, period), new ScalingPolicy.Percent(100, period))),
                new ScalingRules(
                        DOWNSCALE_STABILIZATION,
                        ScalingRules.Select.Max,
                        List.of(new ScalingPolicy.Percent(100, period))));
    }
}
