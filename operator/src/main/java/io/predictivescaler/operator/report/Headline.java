package io.predictivescaler.operator.report;

import io.predictivescaler.operator.simulate.Findings;
import io.predictivescaler.operator.simulate.Rounded;
import io.predictivescaler.operator.simulate.Strategy;
import io.predictivescaler.operator.simulate.VerdictText;
import io.predictivescaler.simulation.Scores;

/** What is read first: what this is about, the verdict, and the three numbers behind it. */
final class Headline {
    private Headline() {}

    static Html header(Findings findings, ReportContext context) {
        LocalTimes times = new LocalTimes(findings.experiment().spec().zone());
        return Html.of(
                "header",
                Html.of("p", "Predictive Scaler · simulation").with("class", "eyebrow"),
                Html.of("h1", context.title()),
                Html.of(
                                "p",
                                Html.text(times.minute(findings.experiment().from()) + " to "
                                        + times.minute(findings.experiment().to()) + ", " + times.zoneName()
                                        + " · demand from "),
                                Html.of("code", context.source()))
                        .with("class", "under"));
    }

    static Html verdict(VerdictText verdict) {
        String style = switch (verdict.kind()) {
            case BETTER -> "verdict good";
            case WORSE -> "verdict bad";
            case NO_BETTER, IDLE, NOTHING_TO_GAIN -> "verdict";
        };
        // A number and its percent sign stay together.
        return Html.of("p", verdict.sentence().replace(" %", "\u00a0%")).with("class", style);
    }

    static Html tiles(Findings findings) {
        Scores alone = findings.of(Strategy.HPA).scores();
        Scores with = findings.of(Strategy.PREDICTIVE).scores();
        return Html.of(
                        "dl",
                        tile(
                                "Short of capacity, minutes",
                                alone.shortMinutes(),
                                with.shortMinutes(),
                                Matter.GOOD_WHEN_LESS),
                        tile("Replica-hours", alone.replicaHours(), with.replicaHours(), Matter.COST),
                        tile("Pods started", (double) alone.podStarts(), (double) with.podStarts(), Matter.COST))
                .with("class", "tiles");
    }

    /** Whether less of it is what the operator is for. */
    private enum Matter {
        GOOD_WHEN_LESS,
        COST
    }

    private static Html tile(String name, double before, double after, Matter matter) {
        return Html.of(
                        "div",
                        Html.of("dt", name),
                        Html.of(
                                        "dd",
                                        Html.of("span", Rounded.number(before) + " → ")
                                                .with("class", "was"),
                                        Html.text(Rounded.number(after)))
                                .with("class", "value"),
                        Html.of("dd", change(before, after)).with("class", "change" + colour(before, after, matter)))
                .with("class", "tile");
    }

    private static String colour(double before, double after, Matter matter) {
        if (matter == Matter.COST || Rounded.number(before).equals(Rounded.number(after))) {
            return "";
        }
        return after < before ? " good" : " bad";
    }

    private static String change(double before, double after) {
        if (Rounded.number(before).equals(Rounded.number(after))) {
            return "unchanged with the operator";
        }
        if (before == 0) {
            return "more with the operator";
        }
        return Rounded.percent(Math.abs(after - before) / before) + (after < before ? " less" : " more")
                + " with the operator";
    }
}
