package io.predictivescaler.operator.preview;

import io.predictivescaler.operator.reconcile.Glance;
import io.predictivescaler.operator.reconcile.Preview;
import io.predictivescaler.operator.report.Chart;
import io.predictivescaler.operator.report.Html;
import io.predictivescaler.operator.report.Page;
import io.predictivescaler.operator.simulate.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** An answer as one HTML file: what would happen, the chart of the hours to come, the moves, and what it rests on. */
public final class PreviewPage {
    private static final String CHART = "ahead";
    private static final DateTimeFormatter TITLE =
            DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE HH:mm:ss", Locale.ENGLISH);

    private final Answer.Planned planned;
    private final Glance.Seen seen;
    private final Preview preview;

    private PreviewPage(Answer.Planned planned) {
        this.planned = planned;
        this.seen = planned.seen();
        this.preview = seen.preview();
    }

    /** The file's content, to be written as UTF-8. */
    public static String of(Answer.Planned planned) {
        return new PreviewPage(planned).page().markup();
    }

    private Page page() {
        List<Html> body = new ArrayList<>();
        body.add(header());
        body.add(Html.of("p", Headline.of(seen) + ": " + seen.plan().decision().message() + ".")
                .with("class", "verdict"));
        body.add(ahead());
        body.add(section("Moves", moves()));
        body.add(section("What limits it", notes(limits())));
        body.add(section("What it rests on", facts()));
        body.add(section(
                "Notes",
                notes(Stream.concat(Remarks.missing(seen).stream(), Remarks.notes(planned).stream())
                        .toList())));
        body.add(Html.of(
                "footer",
                Html.of("p", "Cluster and Prometheus were only read. This file holds everything that it shows.")));
        return new Page(
                seen.key() + ": the next " + span(),
                body,
                preview.points().isEmpty() ? Map.of() : Map.of(CHART, chart()));
    }

    private Html header() {
        return Html.of(
                "header",
                Html.of("p", "predictive-scaler plan").with("class", "eyebrow"),
                Html.of("h1", seen.key().toString()),
                Html.of(
                                "p",
                                seen.target().key() + ", mode " + seen.spec().mode() + ". "
                                        + TITLE.format(
                                                seen.now().atZone(seen.spec().zone())) + " ("
                                        + Remarks.zone(seen) + ").")
                        .with("class", "under"));
    }

    private Html ahead() {
        String cost = "Floors above the baseline's " + preview.baselineFloor() + " come to "
                + Numbers.tenths(preview.addedReplicaHours()) + " replica-hours, "
                + Numbers.tenths(preview.idleReplicaHours()) + " of them beyond what P50 demand needs anyway.";
        Html figure = preview.points().isEmpty()
                ? Html.of("p", "What is needed is not known: there is no forecast, and the calendar says nothing.")
                : Chart.figure(
                        CHART,
                        "Replicas that demand is forecast to need, and the floor that the operator would set, from "
                                + preview.from() + " to " + preview.to() + "; at most "
                                + preview.highestFloor() + ".",
                        "The band reaches from what P50 demand needs to what "
                                + seen.spec().percentile() + " demand needs. Drag to zoom in.");
        return section(
                "The next " + span() + (seen.authority().writes() ? "" : ", with Enforce"), figure, Html.of("p", cost));
    }

    private Chart chart() {
        List<Preview.Point> points = preview.points();
        Duration width = points.size() > 1
                ? Duration.between(points.get(0).at(), points.get(1).at())
                : Duration.between(preview.from(), preview.to());
        String planned = seen.spec().percentile().toString();
        return new Chart(
                points.getFirst().at(),
                width,
                seen.spec().zone(),
                "replicas",
                1,
                List.of(
                        new Chart.Series(
                                "Needed, P50 to " + planned,
                                "Needed at P50",
                                "forecast",
                                Chart.Kind.LOWER_EDGE,
                                Chart.Visibility.SHOWN,
                                line(Preview.Point::median)),
                        new Chart.Series(
                                "Needed, P50 to " + planned,
                                "Needed at " + planned,
                                "forecast",
                                Chart.Kind.UPPER_EDGE,
                                Chart.Visibility.SHOWN,
                                line(Preview.Point::planned)),
                        steps("Floor", "predictive", point -> point.bounds().minReplicas()),
                        steps("Your own floor", "hpa", point -> preview.baselineFloor()),
                        steps("Maximum", "static-max", point -> point.bounds().maxReplicas())),
                List.of());
    }

    private Chart.Series steps(String name, String colour, ToIntFunction<Preview.Point> replicas) {
        return new Chart.Series(name, name, colour, Chart.Kind.REPLICAS, Chart.Visibility.SHOWN, line(replicas));
    }

    private Line line(ToIntFunction<Preview.Point> replicas) {
        return Line.of(
                preview.points().stream().mapToDouble(replicas::applyAsInt).toArray());
    }

    private Html moves() {
        if (preview.moves().isEmpty()) {
            return Html.of("p", "The bounds stay as they are.");
        }
        List<Html> rows = preview.moves().stream().map(this::row).toList();
        Html heading = Html.of(
                "tr",
                Stream.of("Time", "Floor", "Maximum", "Why")
                        .map(name -> Html.of("th", name).with("scope", "col"))
                        .toList());
        return Html.of("div", Html.of("table", Html.of("thead", heading), Html.of("tbody", rows)))
                .with("class", "scroll")
                .with("role", "region")
                .with("aria-label", "Moves")
                .with("tabindex", "0");
    }

    private Html row(Preview.Move move) {
        return Html.of(
                "tr",
                Html.of("th", clock(move.at())).with("scope", "row").with("class", "time"),
                Html.of("td", change(move.from().minReplicas(), move.to().minReplicas()))
                        .with("class", "number"),
                Html.of("td", change(move.from().maxReplicas(), move.to().maxReplicas()))
                        .with("class", "number"),
                Html.of("td", Course.why(move, seen.spec().zone())).with("class", "message"));
    }

    private static String change(int from, int to) {
        return from == to ? Integer.toString(to) : from + " → " + to;
    }

    private Html facts() {
        List<Html> rows = new ArrayList<>();
        for (Facts.Fact fact : Facts.of(seen)) {
            rows.add(Html.of("dt", fact.label()));
            rows.add(Html.of("dd", fact.words()));
        }
        return Html.of("dl", rows).with("class", "facts");
    }

    private List<String> limits() {
        List<String> limits = Remarks.limits(seen);
        return limits.isEmpty() ? List.of("Nothing: the bounds go where the plan goes.") : limits;
    }

    private static Html notes(List<String> each) {
        return Html.of("ul", each.stream().map(note -> Html.of("li", note)).toList())
                .with("class", "notes");
    }

    private static Html section(String heading, Html... content) {
        return Html.of(
                "section",
                Stream.concat(Stream.of(Html.of("h2", heading)), Stream.of(content))
                        .toList());
    }

    private String span() {
        return Numbers.hours(Duration.between(preview.from(), preview.to()));
    }

    private String clock(Instant time) {
        return MOMENT.format(time.atZone(seen.spec().zone()));
    }
}
