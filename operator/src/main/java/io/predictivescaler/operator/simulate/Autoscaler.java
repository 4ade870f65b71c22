package io.predictivescaler.operator.simulate;

import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.simulation.HpaSettings;
import java.util.List;

/**
 * An autoscaler as the simulation models it.
 *
 * @param settings how it follows CPU utilization
 * @param baseline its bounds, the floor at least 1
 * @param notes what the user should know of the model, each a sentence
 */
public record Autoscaler(TargetKey key, HpaSettings settings, Baseline baseline, List<String> notes) {
    /** What is assumed where no autoscaler is described. */
    public static final int ASSUMED_TARGET_PERCENT = 70;

    static final int ASSUMED_FLOOR = 2;

    /** More replicas than any workload is worth simulating with. */
    static final int MOST_REPLICAS = 10_000;

    public Autoscaler {
        notes = List.copyOf(notes);
        if (baseline.floor() < 1) {
            throw new IllegalArgumentException(
                    "a simulated autoscaler has a floor of at least 1, not " + baseline.floor());
        }
    }

    /**
     * What is simulated where no autoscaler is described: CPU at 70 %, at least 2 replicas, at most twice those that the peak needs, the
     * documented default behavior.
     *
     * @param peak the highest demand
     * @param perReplica load that one replica carries at the target; positive
     */
    public static AutoscalerInput assumed(TargetKey key, double peak, double perReplica) {
        double needed = Math.max(1, Math.ceil(peak / perReplica));
        if (2 * needed > MOST_REPLICAS) {
            return AutoscalerInput.refused(String.format(
                    "The peak of %s needs %,.0f replicas that carry %s each; a simulation takes at most %d: state a"
                            + " capacity per replica in the unit of the demand.",
                    Numbers.plain(peak), needed, Numbers.plain(perReplica), MOST_REPLICAS / 2));
        }
        int most = Math.max(ASSUMED_FLOOR, 2 * (int) needed);
        return new AutoscalerInput.Read(new Autoscaler(
                key,
                HpaSettings.targeting(ASSUMED_TARGET_PERCENT),
                Baseline.of(ASSUMED_FLOOR, most),
                List.of("No " + TargetKind.HorizontalPodAutoscaler + " is given (--hpa): assumed is one on CPU at "
                        + ASSUMED_TARGET_PERCENT + " %, minReplicas " + ASSUMED_FLOOR + ", maxReplicas " + most
                        + " (twice the " + (int) needed + " that the peak of " + Numbers.plain(peak)
                        + " needs), with the documented default behavior.")));
    }
}
