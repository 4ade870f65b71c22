package io.predictivescaler.operator.preview;

import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.killswitch.SwitchPosition;
import io.predictivescaler.operator.reconcile.Glance;
import io.predictivescaler.operator.reconcile.Preview;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.telemetry.ConditionStatus;
import io.predictivescaler.operator.telemetry.ConditionType;
import io.predictivescaler.operator.telemetry.Verdict;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.LimitedBy;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.leadtime.LeadTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        now();
        lines.gap();
        ahead();
        lines.gap().line("What limits it");
        List<String> limits = Remarks.limits(seen);
        lines.points(limits.isEmpty() ? List.of("Nothing: the bounds go where the plan goes.") : limits);
        lines.gap().line("Notes").points(Remarks.missing(seen)).points(Remarks.notes(planned));
        return lines.toString();
    }

    private void now() {
        TargetKind kind = seen.target().key().kind();
        Bounds baseline = seen.reading().baseline().bounds();
        Bounds inForce = seen.target().bounds().bounds();
        Bounds to = seen.plan().to();
        lines.labelled(
                "in force",
                both(kind, inForce)
                        + (inForce.equals(baseline) ? ", which is the baseline" : "; baseline " + both(kind, baseline))
                        + "; " + seen.target().currentReplicas() + " replicas run");
        LimitedBy limitedBy = seen.plan().decision().limitedBy();
        lines.labelled(
                "plan",
                both(kind, to) + "; " + seen.plan().decision().reason()
                        + (limitedBy == LimitedBy.None ? "" : ", limited by " + limitedBy));
        nextPeak();
        LeadTime leadTime = seen.leadTime().leadTime();
        lines.labelled(
                "lead time",
                Durations.format(leadTime.total()) + ": " + Durations.format(leadTime.startUp()) + " start-up ("
                        + leadTime.source() + "), " + Durations.format(leadTime.reaction())
                        + " until operator and autoscaler act");
        seen.status().demand().forEach(this::demand);
        Remarks.verdict(seen, ConditionType.Trusted)
                .ifPresent(trusted -> lines.labelled("trusted", inWords(trusted.status()) + ": " + trusted.message()));
        PredictiveScalerStatus.Budget budget = seen.status().budget();
        if (budget != null) {
            lines.labelled(
                    "budget",
                    budget.usedReplicaHours() + " of " + budget.limit() + " replica-hours used on " + budget.day());
        }
        if (seen.killSwitch() instanceof SwitchPosition.On on) {
            lines.labelled("kill switch", on.clause());
        }
    }

    private void nextPeak() {
        PredictiveScalerStatus.Forecast forecast = seen.status().forecast();
        PredictiveScalerStatus.Peak peak = forecast == null ? null : forecast.nextPeak();
        if (peak == null || peak.time() == null) {
            lines.labelled("next peak", "not known");
            return;
        }
        String cause = peak.calendar() != null
                ? "calendar entry " + peak.calendar()
                : seen.spec().percentile() + " of "
                        + seen.status().demand().stream()
                                .filter(demand -> Objects.equals(demand.name(), peak.demand()))
                                .map(demand -> demand.nextPeak() == null ? demand.name() : demand.nextPeak())
                                .map(String::valueOf)
                                .findFirst()
                                .orElse("demand");
        lines.labelled(
                "next peak",
                peak.replicas() + " replicas at " + Remarks.wording(seen).time(Instant.parse(peak.time())) + " ("
                        + cause + ")");
    }

    private void demand(PredictiveScalerStatus.Demand demand) {
        String named = Remarks.named(seen, String.valueOf(demand.name()));
        lines.labelled(
                "capacity",
                named
                        + (demand.perReplica() == null
                                ? "not known"
                                : number(demand.perReplica()) + unit(demand) + " per replica ("
                                        + demand.capacitySource() + ")"));
        if (demand.model() != null) {
            String seasons = demand.seasons().isEmpty()
                    ? "no season"
                    : demand.seasons().stream().collect(Collectors.joining(", ", "seasons ", ""));
            lines.labelled("model", named + demand.model() + "; " + seasons);
        }
        PredictiveScalerStatus.Accuracy accuracy = demand.accuracy();
        if (accuracy != null) {
            lines.labelled(
                    "accuracy",
                    named
                            + Stream.of(
                                            told("skill ", accuracy.skillPercent()) + " over " + accuracy.reference(),
                                            told("coverage ", accuracy.coveragePercent()) + " under "
                                                    + seen.spec().percentile(),
                                            told("WAPE ", accuracy.wapePercent()))
                                    .collect(Collectors.joining(", "))
                            + "; last " + accuracy.window());
        }
    }

    private static String told(String what, @Nullable Integer percent) {
        return what + percent + "%";
    }

    private String unit(PredictiveScalerStatus.Demand demand) {
        return seen.spec().demand().stream()
                .filter(spec -> spec.name().equals(demand.name()))
                .map(DemandSpec::unit)
                .filter(unit -> !unit.isEmpty())
                .map(unit -> " " + unit)
                .findFirst()
                .orElse("");
    }

    private void ahead() {
        Preview preview = seen.preview();
        lines.line("The next " + inWords(Duration.between(preview.from(), preview.to()))
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
                                + number(preview.addedReplicaHours()) + " replica-hours, "
                                + number(preview.idleReplicaHours()) + " of them beyond what P50 demand needs anyway.",
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

    private static String both(TargetKind kind, Bounds bounds) {
        return kind.minField() + " " + bounds.minReplicas() + ", " + kind.maxField() + " " + bounds.maxReplicas();
    }

    /** A day is 24h here. */
    private static String inWords(Duration span) {
        Duration minutes = span.truncatedTo(ChronoUnit.MINUTES);
        return minutes.toMinutesPart() == 0 ? minutes.toHours() + "h" : Durations.format(minutes);
    }

    private static String inWords(ConditionStatus status) {
        return switch (status) {
            case True -> "yes";
            case False -> "no";
            case Unknown -> "not known yet";
        };
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
