package io.predictivescaler.demo;

import io.predictivescaler.simulation.ConstantFloor;
import io.predictivescaler.simulation.Scores;
import java.util.Locale;

/**
 * How it went.
 *
 * @param constant the constant floor of the same replica-hours as with the operator
 */
record Outcome(Scores alone, Scores operator, ConstantFloor constant) {
    /** The three ways, and what each fell short of and cost. */
    String table() {
        return String.format(Locale.ROOT, "%-34s %14s %14s%n", "", "short minutes", "replica-hours")
                + line("HPA alone", alone)
                + line("HPA with the operator", operator)
                + line("HPA above a constant floor of " + constant.minReplicas(), constant.scores());
    }

    /** The line for scripts. */
    String result() {
        return String.format(
                Locale.ROOT,
                "RESULT hpa_short_minutes=%.2f operator_short_minutes=%.2f hpa_replica_hours=%.2f operator_replica_hours=%.2f",
                alone.shortMinutes(),
                operator.shortMinutes(),
                alone.replicaHours(),
                operator.replicaHours());
    }

    private String line(String name, Scores scores) {
        return String.format(
                        Locale.ROOT,
                        "%-34s %14.2f %14.2f   %s%n",
                        name,
                        scores.shortMinutes(),
                        scores.replicaHours(),
                        scores.equals(alone) ? "" : compared(scores))
                .replaceAll(" +(\\R)$", "$1");
    }

    private String compared(Scores scores) {
        return ratio(scores.shortMinutes(), alone.shortMinutes()) + " of the short minutes at "
                + ratio(scores.replicaHours(), alone.replicaHours()) + " of the replica-hours";
    }

    private static String ratio(double part, double whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.0f %%", 100 * part / whole);
    }
}
