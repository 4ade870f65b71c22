package io.predictivescaler.operator.cli;

import io.predictivescaler.forecasting.evaluation.Scores;
import io.predictivescaler.operator.spec.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The scores as text: a line for each trace, written as soon as it is there. */
final class BacktestTable {
    private static final String TITLE = "trace";

    private final int nameWidth;
    private final BacktestModel model;
    private final String horizon;

    /**
     * @param names of all traces that may follow
     * @param model that is scored
     * @param horizon that it forecasts
     */
    BacktestTable(List<String> names, BacktestModel model, String horizon) {
        this.nameWidth = names.stream().mapToInt(String::length).reduce(TITLE.length(), Math::max);
        this.model = model;
        this.horizon = horizon;
    }

    String header() {
        return "model " + model.label() + "\n"
                + line("", "", "", "", horizon, "", "", "", "P90", "P95", "1 h", "1 h", "fit", "predict")
                + "\n"
                + line(
                        TITLE, "step", "season", "origins", "MASE", "WAPE", "sMAPE", "wQL", "covers", "covers", "MASE",
                        "wQL", "ms", "ms");
    }

    String row(BacktestResult result) {
        Scores day = result.scores().day();
        Scores hour = result.scores().firstHour();
        return line(
                result.name(),
                Durations.format(result.step()),
                result.season().equals(Duration.ZERO) ? "none" : Durations.format(result.season()),
                Integer.toString(result.scores().origins()),
                number("%.2f", day.mase()),
                number("%.3f", day.wape()),
                number("%.1f", day.smape()),
                number("%.3f", day.wql()),
                number("%.2f", day.coverage90()),
                number("%.2f", day.coverage95()),
                number("%.2f", hour.mase()),
                number("%.3f", hour.wql()),
                number("%.1f", result.fitMillis()),
                number("%.1f", result.predictMillis()));
    }

    private String line(String name, String... cells) {
        StringBuilder line = new StringBuilder(String.format("%-" + nameWidth + "s", name));
        for (String cell : cells) {
            line.append(String.format(" %8s", cell));
        }
        return line.toString();
    }

    private static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "–";
    }
}
