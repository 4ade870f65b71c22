package io.predictivescaler.operator.simulate;

import io.predictivescaler.simulation.Scores;

/** What was found, in a sentence. */
public final class VerdictText {
    private VerdictText() {}

    public static String of(Findings findings) {
        Scores alone = findings.of(Strategy.HPA).scores();
        Scores with = findings.of(Strategy.PREDICTIVE).scores();
        return String.format(
                "The HPA alone was short of capacity for %,d minutes; with the operator it would have been %,d, for %+d %% of"
                        + " its replica-hours.",
                Math.round(alone.shortMinutes()),
                Math.round(with.shortMinutes()),
                Math.round(100 * (with.replicaHours() / alone.replicaHours() - 1)));
    }
}
