package io.predictivescaler.operator.report;

import io.predictivescaler.operator.simulate.Findings;
import io.predictivescaler.operator.simulate.Frontier;
import io.predictivescaler.operator.simulate.Rounded;
import io.predictivescaler.operator.simulate.Strategy;
import io.predictivescaler.simulation.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What more or less caution costs and brings. */
final class FrontierSection {
    /** What a reader takes for the same cost, and for little more. */
    private static final double EQUAL_COST = 1.02;

    private static final double SLIGHTLY_MORE = 1.08;

    private final Findings findings;
    private final Scores alone;

    FrontierSection(Findings findings) {
        this.findings = findings;
        this.alone = findings.of(Strategy.HPA).scores();
    }

    /** Nothing when nothing but the experiment's own setting was tried. */
    List<Html> section() {
        if (findings.frontier().isEmpty()) {
            return List.of();
        }
        List<Table.Row> rows = new ArrayList<>();
        findings.frontier()
                .forEach(point -> rows.add(row(
                        Html.text(point.percentile().toString()),
                        point.targetPercent() + " %",
                        point.run().scores(),
                        isInForce(point) ? "ours" : "")));
        others().forEach(strategy -> rows.add(
                row(StrategyTable.name(strategy), "–", findings.of(strategy).scores(), "")));
        Html table = new Table(
                        "The operator for each percentile and target of the autoscaler, then the other strategies",
                        List.of(
                                Table.Column.text("Planned for"),
                                Table.Column.number("HPA's CPU target"),
                                Table.Column.number("Short, minutes"),
                                Table.Column.number("Replica-hours"),
                                Table.Column.number("against HPA alone")),
                        rows)
                .html();
        return List.of(Html.of(
                "section",
                Html.of("h2", "Cost against shortage"),
                Html.of(
                                "p",
                                "Further left is cheaper, further down is less short. Each line is the operator beside an "
                                        + "autoscaler with one CPU target, each point on it another percentile planned for, from "
                                        + "daring on the left to cautious on the right.")
                        .with("class", "hint"),
                Html.of(
                        "p",
                        best("At the cost of the HPA alone", EQUAL_COST) + " "
                                + best("For at most 8 % more", SLIGHTLY_MORE)),
                Html.of("figure", drawing()).with("class", "drawing").with("tabindex", "0"),
                Html.of("details", Html.of("summary", "The numbers"), table)));
    }

    private String best(String when, double most) {
        return new Frontier(findings.frontier())
                .within(most * alone.replicaHours())
                .map(point -> when + " the operator would at best have been short for "
                        + Rounded.inMinutes(point.run().scores().shortTime()) + ", planning for " + point.percentile()
                        + (point.targetPercent() == ownTarget()
                                ? ""
                                : " with the autoscaler's target at " + point.targetPercent() + " %")
                        + ".")
                .orElse(when + " none of these settings is to be had.");
    }

    private Html drawing() {
        Map<Integer, List<Findings.Point>> byTarget = new TreeMap<>();
        findings.frontier()
                .forEach(point -> byTarget.computeIfAbsent(point.targetPercent(), target -> new ArrayList<>())
                        .add(point));
        List<ScatterPlot.Path> paths = new ArrayList<>();
        byTarget.forEach((target, points) -> paths.add(new ScatterPlot.Path(
                target == ownTarget() ? ScatterPlot.Emphasis.FULL : ScatterPlot.Emphasis.FAINT,
                points.stream()
                        .map(point -> new ScatterPlot.Point(
                                label(target, point, points),
                                Strategy.PREDICTIVE.id(),
                                point.run().scores().replicaHours(),
                                point.run().scores().shortMinutes()))
                        .toList())));
        return new ScatterPlot(
                        "replica-hours",
                        "short, minutes",
                        paths,
                        others().stream().map(this::point).toList())
                .html(
                        "Short minutes against replica-hours for each setting and strategy; the table below holds the numbers");
    }

    /** Every point of the autoscaler's own target says its percentile; of the other lines the first says which it is. */
    private String label(int target, Findings.Point point, List<Findings.Point> line) {
        if (target == ownTarget()) {
            return point.percentile().toString();
        }
        return point.equals(line.getFirst()) ? "target " + target + " %" : "";
    }

    private boolean isInForce(Findings.Point point) {
        return point.targetPercent() == ownTarget()
                && point.percentile().equals(findings.experiment().spec().percentile());
    }

    private int ownTarget() {
        return findings.experiment().hpa().targetUtilizationPercent();
    }

    private static List<Strategy> others() {
        return List.of(Strategy.HPA, Strategy.LAST_WEEK, Strategy.STATIC_MAX, Strategy.ORACLE);
    }

    private ScatterPlot.Point point(Strategy strategy) {
        Scores scores = findings.of(strategy).scores();
        return new ScatterPlot.Point(strategy.label(), strategy.id(), scores.replicaHours(), scores.shortMinutes());
    }

    private Table.Row row(Html name, String target, Scores scores, String style) {
        return new Table.Row(
                name,
                List.of(
                        Html.text(target),
                        Html.text(Rounded.minutes(scores.shortTime())),
                        Html.text(Rounded.number(scores.replicaHours())),
                        Html.text(StrategyTable.multiple(scores, alone))),
                style);
    }
}
