package io.predictivescaler.operator.simulate;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.planning.Reason;
import io.predictivescaler.simulation.Run;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came of an experiment.
 *
 * @param runs by strategy, in the order of {@link Strategy}
 * @param moves of the operator's, in order of time
 * @param looks of the operator's, by the reason of what they came to
 * @param frontier by the autoscaler's target and by percentile, ascending; empty unless it was asked for
 */
public record Findings(
        Experiment experiment,
        Map<Strategy, Run> runs,
        List<Move> moves,
        Map<Reason, Integer> looks,
        List<Point> frontier,
        Timeline timeline) {
    /**
     * What one percentile costs and brings.
     *
     * @param targetPercent utilization that the autoscaler aims at
     */
    public record Point(int targetPercent, QuantileLevel percentile, Run run) {
        double replicaHours() {
            return run.scores().replicaHours();
        }

        double shortMinutes() {
            return run.scores().shortMinutes();
        }
    }

    public Findings {
        runs = Collections.unmodifiableMap(new EnumMap<>(runs));
        moves = List.copyOf(moves);
        looks = Map.copyOf(looks);
        frontier = List.copyOf(frontier);
    }

    /** The run of a strategy. */
    public Run of(Strategy strategy) {
        Run run = runs.get(strategy);
        if (run == null) {
            throw new IllegalArgumentException("there is no run of " + strategy.label());
        }
        return run;
    }

    /** The same, with what other percentiles would have cost and brought. */
    public Findings withFrontier(List<Point> points) {
        return new Findings(experiment, runs, moves, looks, points, timeline);
    }
}
