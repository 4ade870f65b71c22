package io.predictivescaler.operator.simulate;

import io.predictivescaler.simulation.DemandCurve;
import io.predictivescaler.simulation.DemandLog;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;

/**
 * The demand of one entry, and how much of it a replica carries.
 *
 * @param perReplica at the autoscaler's target, in the unit of the demand; positive
 */
public record EntryLoad(DemandCurve demand, double perReplica) {
    public EntryLoad {
        if (!(perReplica > 0)) {
            throw new IllegalArgumentException("a replica carries something, not " + perReplica);
        }
    }

    /** The load of which one replica carries {@code perReplica} and that needs, at each time, what the neediest of these needs. */
    static DemandCurve neediest(Collection<EntryLoad> loads, double perReplica, Instant from, Instant to) {
        int steps = Math.toIntExact(Duration.between(from, to).dividedBy(DemandLog.STEP));
        double[] values = new double[steps];
        for (int i = 0; i < steps; i++) {
            Instant at = from.plus(DemandLog.STEP.multipliedBy(i));
            for (EntryLoad load : loads) {
                values[i] = Math.max(values[i], perReplica * load.needAt(at));
            }
        }
        return new DemandCurve(from, DemandLog.STEP, values, new BitSet());
    }

    private double needAt(Instant time) {
        return demand.at(time) / perReplica;
    }
}
