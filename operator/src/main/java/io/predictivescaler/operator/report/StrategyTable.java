package io.predictivescaler.operator.report;

import static io.predictivescaler.operator.simulate.Rounded.number;

import io.predictivescaler.operator.simulate.Findings;
import io.predictivescaler.operator.simulate.Rounded;
import io.predictivescaler.operator.simulate.Strategy;
import io.predictivescaler.simulation.Elasticity;
import io.predictivescaler.simulation.Run;
import io.predictivescaler.simulation.Scores;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The strategies side by side. */
final class StrategyTable {
    private static final List<Measure> ELASTICITY = List.of(
            new Measure(
                    "θU", "share of demand without supply, averaged over time", Elasticity::underProvisioningPercent),
            new Measure(
                    "θO",
                    "supply above demand, as a share of it, averaged over time",
                    Elasticity::overProvisioningPercent),
            new Measure("τU", "share of time with too little supply", Elasticity::underProvisionedTimePercent),
            new Measure("τO", "share of time with too much supply", Elasticity::overProvisionedTimePercent),
            new Measure(
                    "υ",
                    "share of time in which supply and demand did not move the same way",
                    Elasticity::instabilityPercent));

    private record Measure(String symbol, String meaning, ToDoubleFunction<Elasticity> percent) {}

    private final Findings findings;
    private final LocalTimes times;

    StrategyTable(Findings findings) {
        this.findings = findings;
        this.times = new LocalTimes(findings.experiment().spec().zone());
    }

    Html section() {
        return Html.of(
                "section",
                Html.of("h2", "What each strategy would have brought"),
                Html.of(
                                "p",
                                "The same demand, led through five ways to provide capacity. The last two mark the ends: a "
                                        + "static maximum holds what the peak needs all the time, the oracle knows the future.")
                        .with("class", "hint"),
                scores(),
                Html.of(
                        "details",
                        Html.of("summary", "Elasticity as SPEC measures it"),
                        elasticity(),
                        Html.of(
                                        "dl",
                                        ELASTICITY.stream()
                                                .<Html>mapMulti((measure, into) -> {
                                                    into.accept(Html.of("dt", measure.symbol()));
                                                    into.accept(Html.of("dd", measure.meaning()));
                                                })
                                                .toList())
                                .with("class", "facts"),
                        Html.of(
                                        "p",
                                        "Here supply is ready replicas and demand the replicas that carry the load at the "
                                                + "autoscaler's target utilization, so a little too few is not yet short of capacity.")
                                .with("class", "hint")));
    }

    private Html scores() {
        return new Table(
                        "Short is the time with demand above nine tenths of what the ready replicas carry at most",
                        List.of(
                                Table.Column.text("Strategy"),
                                Table.Column.number("Short, minutes"),
                                Table.Column.number("Share of time"),
                                Table.Column.number("Replica-hours"),
                                Table.Column.number("against HPA alone"),
                                Table.Column.number("against oracle"),
                                Table.Column.number("Wasted replica-minutes"),
                                Table.Column.number("Pods started"),
                                Table.Column.number("Scale-ups"),
                                Table.Column.number("Worst day")),
                        findings.runs().entrySet().stream().map(this::scores).toList())
                .html();
    }

    private Table.Row scores(Map.Entry<Strategy, Run> run) {
        Scores scores = run.getValue().scores();
        return new Table.Row(
                name(run.getKey()),
                List.of(
                        Html.text(Rounded.minutes(scores.shortTime())),
                        Html.text(Rounded.percent(scores.shortShare())),
                        Html.text(number(scores.replicaHours())),
                        Html.text(against(scores, Strategy.HPA, run.getKey())),
                        Html.text(against(scores, Strategy.ORACLE, run.getKey())),
                        Html.text(number(scores.wastedReplicaMinutes())),
                        Html.text(number((double) scores.podStarts())),
                        Html.text(number((double) scores.scaleUps())),
                        worstDay(run.getValue())),
                run.getKey() == Strategy.PREDICTIVE ? "ours" : "");
    }

    private String against(Scores scores, Strategy other, Strategy self) {
        return self == other ? "–" : multiple(scores, findings.of(other).scores());
    }

    /** What {@code scores} cost as a multiple of {@code of}. */
    static String multiple(Scores scores, Scores of) {
        return of.replicaHours() == 0
                ? "–"
                : String.format(Locale.ROOT, "× %.2f", scores.replicaHours() / of.replicaHours());
    }

    private Html worstDay(Run run) {
        return run.worstDay()
                .<Html>map(day -> Html.of(
                        "span",
                        Html.text(times.day(day.date())),
                        Html.of("span", Rounded.inMinutes(day.scores().shortTime()))
                                .with("class", "more")))
                .orElse(Html.text("–"));
    }

    private Html elasticity() {
        return new Table(
                        "Percent; after Herbst et al., SPEC-RG-2016-01",
                        concat(Table.Column.text("Strategy"), ELASTICITY),
                        findings.runs().entrySet().stream()
                                .map(run -> new Table.Row(
                                        name(run.getKey()),
                                        ELASTICITY.stream()
                                                .map(measure -> Html.text(number(measure.percent()
                                                        .applyAsDouble(
                                                                run.getValue().elasticity()))))
                                                .toList()))
                                .toList())
                .html();
    }

    private static List<Table.Column> concat(Table.Column first, List<Measure> measures) {
        return Stream.concat(Stream.of(first), measures.stream().map(measure -> Table.Column.number(measure.symbol())))
                .toList();
    }

    /** A strategy's name beside its colour in the chart. */
    static Html name(Strategy strategy) {
        return Html.of("span", swatch(strategy.id()), Html.text(strategy.label()));
    }

    private static Html swatch(String colour) {
        return Html.of("i")
                .with("class", "swatch")
                .with("style", "--colour: var(--" + colour + ")")
                .with("aria-hidden", "true");
    }
}
