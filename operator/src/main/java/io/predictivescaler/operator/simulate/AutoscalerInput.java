package io.predictivescaler.operator.simulate;

import io.predictivescaler.operator.spec.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** What reading an autoscaler for a simulation comes to. */
public sealed interface AutoscalerInput {
    /** One that can be simulated. */
    record Read(Autoscaler autoscaler) implements AutoscalerInput {}

    /** None, and why: what stands where and the remedy, all of it at once. */
    record Refused(String message) implements AutoscalerInput {}

    /** A refusal in one sentence of its own. */
    static Refused refused(String message) {
        return new Refused(message);
    }

    /** All problems of an object. */
    static Refused refused(String object, List<Problem> problems) {
        return new Refused(
                object + ": " + problems.stream().map(Problem::sentence).collect(Collectors.joining("; ")) + ".");
    }
}
