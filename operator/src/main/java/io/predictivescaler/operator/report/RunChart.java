package io.predictivescaler.operator.report;

import io.predictivescaler.operator.report.Chart.Kind;
import io.predictivescaler.operator.report.Chart.Series;
import io.predictivescaler.operator.report.Chart.Visibility;
import io.predictivescaler.operator.simulate.Experiment;
import io.predictivescaler.operator.simulate.Findings;
import io.predictivescaler.operator.simulate.Line;
import io.predictivescaler.operator.simulate.Rounded;
import io.predictivescaler.operator.simulate.Strategy;
import io.predictivescaler.operator.simulate.Timeline;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.simulation.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The run over time. */
final class RunChart {
    static final String ID = "run";
    private static final Duration LATE = Duration.ofHours(6);

    private final Findings findings;
    private final ReportContext context;

    RunChart(Findings findings, ReportContext context) {
        this.findings = findings;
        this.context = context;
    }

    Html section() {
        Experiment experiment = findings.experiment();
        String unit = context.unit().isEmpty() ? "" : " " + context.unit();
        return Html.of(
                "section",
                Html.of("h2", "Demand and capacity"),
                Chart.figure(
                        ID,
                        "Demand, its forecast and the capacity of each strategy over time. " + sum(Strategy.HPA) + " "
                                + sum(Strategy.PREDICTIVE) + " The tables on this page hold the numbers.",
                        "Red in the lanes above the chart: short of capacity, one lane for each strategy. A line of capacity "
                                + "is what the ready replicas carry before they are short, " + Rounded.number(carried())
                                + unit + " each. The forecast is drawn as it was issued "
                                + Durations.format(experiment.leadTime())
                                + " ahead, from the median to the percentile that is planned for. Drag over a stretch to "
                                + "zoom into it; on a touch screen use two fingers."));
    }

    Chart chart() {
        Timeline timeline = findings.timeline();
        Experiment experiment = findings.experiment();
        String percentile = experiment.spec().percentile().toString();
        String forecast = "Forecast, median to " + percentile;
        List<Series> series = new ArrayList<>();
        series.add(new Series(
                forecast, "Forecast, median", "forecast", Kind.LOWER_EDGE, Visibility.SHOWN, timeline.median()));
        series.add(new Series(
                forecast,
                "Forecast, " + percentile,
                "forecast",
                Kind.UPPER_EDGE,
                Visibility.SHOWN,
                timeline.planned()));
        series.add(new Series("Demand", "Demand", "demand", Kind.LOAD, Visibility.SHOWN, timeline.demand()));
        for (Strategy strategy :
                List.of(Strategy.HPA, Strategy.PREDICTIVE, Strategy.LAST_WEEK, Strategy.STATIC_MAX, Strategy.ORACLE)) {
            series.add(new Series(
                    strategy.label(),
                    strategy.label(),
                    strategy.id(),
                    Kind.REPLICAS,
                    strategy == Strategy.HPA || strategy == Strategy.PREDICTIVE ? Visibility.SHOWN : Visibility.HIDDEN,
                    divided(of(timeline.capacity(), strategy), experiment.perReplica()),
                    of(timeline.shortMinutes(), strategy)));
        }
        series.add(new Series(
                "minReplicas set", "minReplicas set", "floor", Kind.REPLICAS, Visibility.HIDDEN, timeline.floor()));
        return new Chart(
                timeline.start(),
                timeline.step(),
                experiment.spec().zone(),
                context.unit(),
                carried(),
                series,
                firstMove());
    }

    /** Where it lies late, it explains why the lines of capacity are one before it. */
    private List<Chart.Mark> firstMove() {
        return findings.moves().stream()
                .limit(1)
                .filter(move -> move.at().isAfter(findings.experiment().from().plus(LATE)))
                .map(move -> new Chart.Mark(move.at(), "the operator's first move"))
                .toList();
    }

    /** The load up to which a ready replica is not short. */
    private double carried() {
        Experiment experiment = findings.experiment();
        return World.SHORT_ABOVE
                * 100
                * experiment.perReplica()
                / experiment.hpa().targetUtilizationPercent();
    }

    private String sum(Strategy strategy) {
        return strategy.label() + ": short for "
                + Rounded.inMinutes(findings.of(strategy).scores().shortTime()) + ".";
    }

    private static Line of(Map<Strategy, Line> lines, Strategy strategy) {
        return Objects.requireNonNullElse(lines.get(strategy), Line.of());
    }

    private static Line divided(Line line, double by) {
        double[] values = new double[line.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = line.at(i) / by;
        }
        return Line.of(values);
    }
}
