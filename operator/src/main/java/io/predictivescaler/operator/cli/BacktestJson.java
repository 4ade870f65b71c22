package io.predictivescaler.operator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.predictivescaler.forecasting.evaluation.Scores;
import java.util.List;

/** The scores as one JSON object for scripts. Its keys are a promise; a score that is no number, as for demand of 0 throughout, is null. */
final class BacktestJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BacktestJson() {}

    static String of(List<BacktestResult> results) {
        ObjectNode root = JSON.createObjectNode();
        root.putArray("traces").addAll(results.stream().map(BacktestJson::trace).toList());
        return root.toPrettyString();
    }

    private static ObjectNode trace(BacktestResult result) {
        ObjectNode trace = JSON.createObjectNode();
        trace.put("name", result.name());
        trace.put("step_seconds", result.step().toSeconds());
        trace.put("season_seconds", result.season().toSeconds());
        trace.put("origins", result.scores().origins());
        trace.put("horizon_steps", result.horizonSteps());
        scores(trace, result.scores().day());
        scores(trace.putObject("first_hour"), result.scores().firstHour());
        number(trace, "fit_millis_median", result.fitMillis());
        number(trace, "predict_millis_median", result.predictMillis());
        trace.put("model", result.model());
        return trace;
    }

    private static void scores(ObjectNode into, Scores scores) {
        number(into, "mase", scores.mase());
        number(into, "wape", scores.wape());
        number(into, "smape", scores.smape());
        number(into, "wql", scores.wql());
        ObjectNode byQuantile = into.putObject("wql_by_quantile");
        number(byQuantile, "0.5", scores.wql50());
        number(byQuantile, "0.9", scores.wql90());
        number(byQuantile, "0.95", scores.wql95());
        ObjectNode coverage = into.putObject("coverage");
        number(coverage, "0.9", scores.coverage90());
        number(coverage, "0.95", scores.coverage95());
    }

    private static void number(ObjectNode into, String key, double value) {
        if (Double.isFinite(value)) {
            into.put(key, value);
        } else {
            into.putNull(key);
        }
    }
}
