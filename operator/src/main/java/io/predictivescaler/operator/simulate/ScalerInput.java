package io.predictivescaler.operator.simulate;

import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.operator.spec.Problem;
import io.predictivescaler.operator.spec.ScalerSpec;
import java.util.List;
import java.util.stream.Collectors;

/** What reading a PredictiveScaler for a simulation comes to. */
public sealed interface ScalerInput {
    /**
     * One that can be simulated.
     *
     * @param resource as it stands in the file, with a namespace
     * @param spec with every default filled in
     * @param entry the one of its demand that is replayed, with a fixed capacity
     * @param perReplica the capacity of {@code entry}
     * @param notes what the user should know, each a sentence
     */
    record Read(PredictiveScaler resource, ScalerSpec spec, DemandSpec entry, double perReplica, List<String> notes)
            implements ScalerInput {
        public Read {
            notes = List.copyOf(notes);
        }
    }

    /** None, and why: what stands where and the remedy, all of it at once. */
    record Refused(String message) implements ScalerInput {}

    /** A refusal in one sentence of its own. */
    static Refused refused(String message) {
        return new Refused(message);
    }

    /** All problems of a resource. */
    static Refused refused(String source, List<Problem> problems) {
        return new Refused(
                source + ": " + problems.stream().map(Problem::sentence).collect(Collectors.joining("; ")) + ".");
    }

    /** Which demand entry is replayed. */
    sealed interface Entry {
        /** The only one. */
        record Only() implements Entry {}

        /** That of this name. */
        record Named(String name) implements Entry {}
    }

    /** What one replica carries. */
    sealed interface Capacity {
        /** Nobody says: what the spec says counts, where there is one. */
        record Unstated() implements Capacity {}

        /** This load at the autoscaler's target, whatever the spec says. */
        record Stated(double perReplica) implements Capacity {
            public Stated {
                if (!(perReplica > 0 && perReplica < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("capacity per replica is positive, not " + perReplica);
                }
            }
        }
    }
}
