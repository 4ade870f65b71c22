package io.predictivescaler.operator.cli;

import io.predictivescaler.forecasting.evaluation.TraceScores;
import java.time.Duration;
import java.util.List;

/**
 * What one model was worth on one trace.
 *
 * @param name of the trace
 * @param step of the grid
 * @param season the one that the model followed at most origins; zero when it followed none
 * @param horizonSteps forecast at each origin
 * @param fitMillis median over origins
 * @param predictMillis median over origins
 * @param model its name
 * @param declined why the model had no forecast, one sentence for each origin that another had to stand in at
 */
record BacktestResult(
        String name,
        Duration step,
        Duration season,
        int horizonSteps,
        TraceScores scores,
        double fitMillis,
        double predictMillis,
        String model,
        List<String> declined) {
    BacktestResult {
        declined = List.copyOf(declined);
    }
}
