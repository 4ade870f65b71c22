package io.predictivescaler.operator.report;

import io.predictivescaler.operator.simulate.Findings;
import io.predictivescaler.operator.simulate.Line;
import io.predictivescaler.operator.simulate.Rounded;
import io.predictivescaler.operator.simulate.Strategy;
import io.predictivescaler.operator.simulate.Timeline;
import io.predictivescaler.simulation.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The days on which the autoscaler alone was short for longest, beside the operator's. */
final class WorstDays {
    private static final int SHOWN = 7;

    private final Findings findings;
    private final ReportContext context;
    private final LocalTimes times;

    WorstDays(Findings findings, ReportContext context) {
        this.findings = findings;
        this.context = context;
        this.times = new LocalTimes(findings.experiment().spec().zone());
    }

    /** Nothing when there was no such day. */
    List<Html> section() {
        List<Run.Day> worst = findings.of(Strategy.HPA).worstDays(SHOWN);
        if (worst.isEmpty()) {
            return List.of();
        }
        return List.of(Html.of(
                "section",
                Html.of("h2", "The worst days"),
                Html.of("p", "Choose a day to see it in the chart." + worstOfOperator())
                        .with("class", "hint"),
                new Table(
                                "Days on which the HPA alone was short of capacity for longest",
                                List.of(
                                        Table.Column.time("Day"),
                                        Table.Column.number("HPA alone, minutes"),
                                        Table.Column.number("HPA + operator, minutes"),
                                        Table.Column.number(
                                                context.unit().isEmpty() ? "Peak demand" : "Peak, " + context.unit()),
                                        Table.Column.number("Replicas for the peak")),
                                worst.stream().map(this::row).toList())
                        .html()));
    }

    private String worstOfOperator() {
        return findings.of(Strategy.PREDICTIVE)
                .worstDay()
                .map(day -> " With the operator the worst day was " + times.day(day.date()) + ", short for "
                        + Rounded.inMinutes(day.scores().shortTime()) + "; the HPA alone was short for "
                        + Rounded.inMinutes(shortOn(day.date(), Strategy.HPA)) + " on it.")
                .orElse(" With the operator no day was short.");
    }

    private Table.Row row(Run.Day day) {
        double peak = peakOf(day.date());
        return new Table.Row(
                Html.of("button", times.day(day.date()))
                        .with("class", "link")
                        .with("type", "button")
                        .with("data-chart", RunChart.ID)
                        .with(
                                "data-from",
                                String.valueOf(times.startOf(day.date()).getEpochSecond()))
                        .with(
                                "data-to",
                                String.valueOf(
                                        times.startOf(day.date().plusDays(1)).getEpochSecond())),
                List.of(
                        Html.text(Rounded.minutes(day.scores().shortTime())),
                        Html.text(Rounded.minutes(shortOn(day.date(), Strategy.PREDICTIVE))),
                        Html.text(Rounded.number(peak)),
                        Html.text(Rounded.number(
                                Math.ceil(peak / findings.experiment().perReplica())))));
    }

    private Duration shortOn(LocalDate date, Strategy strategy) {
        return findings.of(strategy).days().stream()
                .filter(day -> day.date().equals(date))
                .map(day -> day.scores().shortTime())
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private double peakOf(LocalDate date) {
        Timeline timeline = findings.timeline();
        Line demand = timeline.demand();
        Instant start = times.startOf(date);
        Instant end = times.startOf(date.plusDays(1));
        double peak = 0;
        for (int i = 0; i < demand.length(); i++) {
            Instant time = timeline.timeOf(i);
            if (!time.isBefore(start) && time.isBefore(end) && demand.at(i) > peak) {
                peak = demand.at(i);
            }
        }
        return peak;
    }
}
