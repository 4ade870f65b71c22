package io.predictivescaler.simulation;

import io.predictivescaler.planning.Bounds;
import java.util.List;

/**
 * Everything that an autoscaler reads at a sync.
 *
 * @param replicas what the scale target's spec asks for
 * @param bounds minReplicas and maxReplicas as they stand now
 * @param requestMilliCpu the CPU request of each pod, positive
 * @param pods the pods there are, in any order
 * @param others what further metrics ask for
 */
public record HpaObservation(
        int replicas, Bounds bounds, long requestMilliCpu, List<PodSample> pods, List<Recommendation> others) {
    public HpaObservation {
        pods = List.copyOf(pods);
        others = List.copyOf(others);
        if (replicas < 0 || requestMilliCpu < 1) {
            throw new IllegalArgumentException("replicas are not negative and the CPU request is positive, unlike "
                    + replicas + " and " + requestMilliCpu + "m");
        }
    }

    /** With CPU as the only metric. */
    public HpaObservation(int replicas, Bounds bounds, long requestMilliCpu, List<PodSample> pods) {
        this(replicas, bounds, requestMilliCpu, pods, List.of());
    }
}
