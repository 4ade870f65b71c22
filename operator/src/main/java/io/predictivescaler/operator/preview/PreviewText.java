package io.predictivescaler.operator.preview;

import io.predictivescaler.operator.reconcile.Glance;
import io.predictivescaler.operator.reconcile.Preview;
import io.predictivescaler.operator.telemetry.ConditionType;
import io.predictivescaler.operator.telemetry.Verdict;
import io.predictivescaler.planning.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** An answer for a terminal. */
public final class PreviewText {
    private static final int BARS = 72;
    private static final int MOST_LINES = 24;

    /** Steps of a release that are no further apart are one way down. */
    private static final Duration BETWEEN_STEPS = Duration.ofMinutes(15);

    private static final DateTimeFormatter TITLE = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

    private final Answer.Planned planned;
    private final Glance.Seen seen;
    private final ZoneId zone;
    private final Lines lines = new Lines();

    private PreviewText(Answer.Planned planned) {
        this.planned = planned;
        this.seen = planned.seen();
        this.zone = seen.spec().zone();
    }

    /** What the operator would do. */
    public static String of(Answer.Planned planned) {
        return new PreviewText(planned).text();
    }

    /** What is known although there is no target. */
    public static String of(Answer.WithoutTarget without) {
        Lines lines = new Lines().line(without.key().toString()).gap();
        lines.paragraph("There is nothing to plan for: " + without.problem())
                .gap()
                .line("Known all the same");
        for (Verdict verdict : without.seen().verdicts()) {
            if (verdict.type() == ConditionType.DemandAvailable || verdict.type() == ConditionType.ForecastReady) {
                lines.labelled(verdict.type().name(), verdict.message());
            }
        }
        return lines.toString();
    }

    private String text() {
        lines.line(seen.key() + ", mode " + seen.spec().mode() + ", of "
                + seen.target().key());
        lines.line(TITLE.format(seen.now().atZone(zone)) + " (" + Remarks.zone(seen)
                + "); asked read-only, nothing was written");
        lines.gap();
        Plan.Decision decision = seen.plan().decision();
        lines.paragraph(Headline.of(seen) + ":").paragraph(decision.message() + ".");
        lines.gap().line("Now");
        Facts.of(seen).forEach(fact -> lines.labelled(fact.label(), fact.words()));
        lines.gap();
        ahead();
        lines.gap().line("What limits it");
        List<String> limits = Remarks.limits(seen);
        lines.points(limits.isEmpty() ? List.of("Nothing: the bounds go where the plan goes.") : limits);
        lines.gap().line("Notes").points(Remarks.missing(seen)).points(Remarks.notes(planned));
        return lines.toString();
    }

    private void ahead() {
        Preview preview = seen.preview();
        lines.line("The next " + Numbers.hours(Duration.between(preview.from(), preview.to()))
                + (seen.authority().writes() ? "" : ", with Enforce") + " (" + Remarks.zone(seen) + ")");
        if (preview.points().isEmpty()) {
            lines.labelled("need", "not known: there is no forecast, and the calendar says nothing");
        } else {
            Sparkline bars = new Sparkline(preview, BARS);
            int peak = preview.points().stream()
                    .mapToInt(Preview.Point::planned)
                    .max()
                    .orElse(0);
            lines.labelled("need " + seen.spec().percentile(), bars.of(Preview.Point::planned) + " ≤ " + peak);
            lines.labelled("floor", bars.of(point -> point.bounds().minReplicas()) + " ≤ " + preview.highestFloor());
            lines.line(" ".repeat(Lines.INDENT) + bars.hours(zone));
        }
        moves(preview);
    }

    private void moves(Preview preview) {
        Duration pause = seen.spec().release().stepEvery().plus(BETWEEN_STEPS);
        List<Course.Stretch> course = Course.of(preview, pause, zone);
        if (course.isEmpty()) {
            lines.gap().point("The bounds stay as they are.");
            return;
        }
        lines.gap();
        course.stream().limit(MOST_LINES).forEach(this::stretch);
        if (course.size() > MOST_LINES) {
            lines.point((course.size() - MOST_LINES) + " more; --json lists every one");
        }
        lines.gap()
                .hanging(
                        "  ",
                        "Floors above the baseline's " + preview.baselineFloor() + " come to "
                                + Numbers.tenths(preview.addedReplicaHours()) + " replica-hours, "
                                + Numbers.tenths(preview.idleReplicaHours())
                                + " of them beyond what P50 demand needs anyway.",
                        2);
    }

    private void stretch(Course.Stretch stretch) {
        boolean several = stretch.steps() > 1;
        String when = clock(stretch.first())
                + (several ? " to " + clock(stretch.last()).substring(4) : "");
        String steps = several ? " in " + stretch.steps() + " steps" : "";
        String floor = stretch.from().minReplicas() + " → " + stretch.to().minReplicas();
        String maximum = stretch.from().maxReplicas() == stretch.to().maxReplicas()
                ? ""
                : ", maximum " + stretch.from().maxReplicas() + " → "
                        + stretch.to().maxReplicas();
        String head = String.format("  %-18s %-9s ", when, floor);
        lines.hanging(
                head,
                (steps + maximum).isEmpty() ? stretch.why() : (steps + maximum).strip() + ": " + stretch.why(),
                head.length());
    }

    private String clock(Instant time) {
        return MOMENT.format(time.atZone(zone));
    }
}
