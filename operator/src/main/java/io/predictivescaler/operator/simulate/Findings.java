package io.predictivescaler.operator.simulate;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.simulation.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What came of an experiment.
 *
 * @param runs by strategy, in the order of {@link Strategy}
 * @param moves of the operator's, in order of time
 * @param frontier by percentile, ascending; empty unless it was asked for
 */
public record Findings(
        Experiment experiment, Map<Strategy, Run> runs, List<Move> moves, List<Point> frontier, Timeline timeline) {
    /** What one percentile costs and brings. */
    public record Point(QuantileLevel percentile, Run run) {}

    public Findings {
        moves = List.copyOf(moves);
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

    /** When nothing was judged or forecast yet, the operator could not act: how long that was is part of what is found. */
    public Instant from() {
        return experiment.from();
    }
}
