package io.predictivescaler.operator.simulate;

import io.predictivescaler.operator.simulate.Findings.Point;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.simulation.Run;
import io.predictivescaler.simulation.Scores;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Findings for a terminal of 100 columns. */
public final class FindingsText {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int WORST_DAYS = 5;

    /** What a reader takes for the same cost. */
    private static final double EQUAL_COST = 1.02;

    private static final double SLIGHTLY_MORE = 1.08;

    private final Findings findings;
    private final Scores alone;
    private final List<String> lines = new ArrayList<>();

    private FindingsText(Findings findings) {
        this.findings = findings;
        this.alone = findings.of(Strategy.HPA).scores();
    }

    /**
     * All of it.
     *
     * @param name of the trace or the workload
     * @param notes what the reader should know, each a sentence
     */
    public static String of(String name, Findings findings, List<String> notes) {
        FindingsText text = new FindingsText(findings);
        text.setting(name);
        text.lines.add("");
        text.lines.add(VerdictText.of(findings));
        text.lines.add("");
        text.strategies();
        text.worstDays();
        text.frontier();
        if (!notes.isEmpty()) {
            text.lines.add("");
            notes.forEach(note -> text.lines.add("Note: " + note));
        }
        return String.join("\n", text.lines);
    }

    private void setting(String name) {
        Experiment experiment = findings.experiment();
        ZoneId zone = experiment.spec().zone();
        Bounds bounds = experiment.baseline().bounds();
        lines.add(name + ": " + span(experiment.from(), experiment.to()) + ", " + time(experiment.from(), zone) + " to "
                + time(experiment.to(), zone) + " ("
                + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId()) + "), after "
                + span(experiment.demand().start(), experiment.from()) + " of history");
        lines.add("One replica carries " + Numbers.plain(experiment.perReplica())
                + (experiment.entry().unit().isEmpty()
                        ? ""
                        : " " + experiment.entry().unit()) + "; pods start in "
                + Durations.format(experiment.usualStartUp())
                + "; the HPA holds CPU at " + experiment.hpa().targetUtilizationPercent() + " % with "
                + bounds.minReplicas() + " to " + bounds.maxReplicas() + " replicas.");
        lines.add("The operator plans for P"
                + Math.round(100 * experiment.spec().percentile().probability()) + " of demand, "
                + Durations.format(experiment.leadTime()) + " ahead.");
    }

    private void strategies() {
        lines.add(String.format(
                "%-24s %10s %7s %13s %8s %8s %9s  %s",
                "", "short min", "share", "replica-hours", "vs HPA", "x oracle", "scale-ups", "worst day"));
        double oracle = findings.of(Strategy.ORACLE).scores().replicaHours();
        findings.runs().forEach((strategy, run) -> lines.add(row(strategy, run, oracle)));
    }

    private String row(Strategy strategy, Run run, double oracle) {
        Scores scores = run.scores();
        return String.format(
                Locale.ROOT,
                "%-24s %10s %6.2f%% %13.1f %7.1f%% %8.2f %9d  %s",
                strategy.label(),
                minutes(scores),
                100 * scores.shortShare(),
                scores.replicaHours(),
                100 * scores.replicaHours() / alone.replicaHours(),
                scores.replicaHours() / oracle,
                scores.scaleUps(),
                run.worstDay()
                        .map(day -> day.date() + ", " + minutes(day.scores()) + " min")
                        .orElse("-"));
    }

    private void worstDays() {
        List<Run.Day> worst = findings.of(Strategy.HPA).worstDays(WORST_DAYS);
        if (worst.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("The worst days of the HPA alone     short min   with the operator");
        for (Run.Day day : worst) {
            String with = findings.of(Strategy.PREDICTIVE).days().stream()
                    .filter(same -> same.date().equals(day.date()))
                    .map(same -> minutes(same.scores()))
                    .findFirst()
                    .orElse("-");
            lines.add(String.format("  %-33s %9s   %17s", day.date(), minutes(day.scores()), with));
        }
    }

    private void frontier() {
        Frontier frontier = new Frontier(findings.frontier());
        if (frontier.points().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("What more or less caution costs (the HPA's CPU target, the percentile planned for):");
        lines.add(String.format(
                "  %6s %11s %10s %13s %8s", "target", "percentile", "short min", "replica-hours", "vs HPA"));
        frontier.points().forEach(point -> lines.add("  " + row(point)));
        lines.add("");
        best("At the cost of the HPA alone (within 2 %)", frontier, EQUAL_COST);
        best("For at most 8 % more", frontier, SLIGHTLY_MORE);
        frontier.asGoodAs(alone.shortMinutes())
                .ifPresent(point -> lines.add(String.format(
                        Locale.ROOT,
                        "With no more shortage than the HPA alone: %.1f replica-hours, %.2f of its (target %d %%, P%d).",
                        point.replicaHours(),
                        point.replicaHours() / alone.replicaHours(),
                        point.targetPercent(),
                        percent(point))));
    }

    private String row(Point point) {
        return String.format(
                Locale.ROOT,
                "%5d%% %11s %10s %13.1f %7.1f%%",
                point.targetPercent(),
                "P" + percent(point),
                minutes(point.run().scores()),
                point.replicaHours(),
                100 * point.replicaHours() / alone.replicaHours());
    }

    private void best(String when, Frontier frontier, double most) {
        lines.add(frontier.within(most * alone.replicaHours())
                .map(point -> when + ": " + minutes(point.run().scores()) + " short minutes"
                        + (alone.shortMinutes() > 0
                                ? String.format(
                                        Locale.ROOT,
                                        ", %.3f of the HPA alone's",
                                        point.shortMinutes() / alone.shortMinutes())
                                : "")
                        + String.format(Locale.ROOT, " (target %d %%, P%d).", point.targetPercent(), percent(point)))
                .orElse(when + ": none of these."));
    }

    private static long percent(Point point) {
        return Math.round(100 * point.percentile().probability());
    }

    private static String minutes(Scores scores) {
        double minutes = scores.shortMinutes();
        return minutes == Math.rint(minutes)
                ? String.valueOf((long) minutes)
                : String.format(Locale.ROOT, minutes < 10 ? "%.2f" : "%.1f", minutes);
    }

    private static String time(Instant time, ZoneId zone) {
        return MINUTE.format(time.atZone(zone));
    }

    private static String span(Instant from, Instant to) {
        Duration length = Duration.between(from, to);
        return length.toDays() >= 2 ? length.toDays() + " days" : length.toHours() + " hours";
    }
}
