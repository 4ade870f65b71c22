package io.predictivescaler.operator.preview;

import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.killswitch.SwitchPosition;
import io.predictivescaler.operator.reconcile.Glance;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.telemetry.ConditionStatus;
import io.predictivescaler.operator.telemetry.ConditionType;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.LimitedBy;
import io.predictivescaler.planning.leadtime.LeadTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a plan of now rests on, each with its label. */
final class Facts {
    private final Glance.Seen seen;
    private final List<Fact> facts = new ArrayList<>();

    /** One of them. */
    record Fact(String label, String words) {}

    private Facts(Glance.Seen seen) {
        this.seen = seen;
    }

    static List<Fact> of(Glance.Seen seen) {
        return List.copyOf(new Facts(seen).facts());
    }

    private void add(String label, String words) {
        facts.add(new Fact(label, words));
    }

    private List<Fact> facts() {
        TargetKind kind = seen.target().key().kind();
        Bounds baseline = seen.reading().baseline().bounds();
        Bounds inForce = seen.target().bounds().bounds();
        Bounds to = seen.plan().to();
        add(
                "in force",
                both(kind, inForce)
                        + (inForce.equals(baseline) ? ", which is the baseline" : "; baseline " + both(kind, baseline))
                        + "; " + seen.target().currentReplicas() + " replicas run");
        LimitedBy limitedBy = seen.plan().decision().limitedBy();
        add(
                "plan",
                both(kind, to) + "; " + seen.plan().decision().reason()
                        + (limitedBy == LimitedBy.None ? "" : ", limited by " + limitedBy));
        nextPeak();
        LeadTime leadTime = seen.leadTime().leadTime();
        add(
                "lead time",
                Durations.format(leadTime.total()) + ": " + Durations.format(leadTime.startUp()) + " start-up ("
                        + leadTime.source() + "), " + Durations.format(leadTime.reaction())
                        + " until operator and autoscaler act");
        seen.status().demand().forEach(this::demand);
        Remarks.verdict(seen, ConditionType.Trusted)
                .ifPresent(trusted -> add("trusted", inWords(trusted.status()) + ": " + trusted.message()));
        PredictiveScalerStatus.Budget budget = seen.status().budget();
        if (budget != null) {
            add(
                    "budget",
                    budget.usedReplicaHours() + " of " + budget.limit() + " replica-hours used on " + budget.day());
        }
        if (seen.killSwitch() instanceof SwitchPosition.On on) {
            add("kill switch", on.clause());
        }
        return facts;
    }

    private void nextPeak() {
        PredictiveScalerStatus.Forecast forecast = seen.status().forecast();
        PredictiveScalerStatus.Peak peak = forecast == null ? null : forecast.nextPeak();
        if (peak == null || peak.time() == null) {
            add("next peak", "not known");
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
        add(
                "next peak",
                peak.replicas() + " replicas at " + Remarks.wording(seen).time(Instant.parse(peak.time())) + " ("
                        + cause + ")");
    }

    private void demand(PredictiveScalerStatus.Demand demand) {
        String named = Remarks.named(seen, String.valueOf(demand.name()));
        add(
                "capacity",
                named
                        + (demand.perReplica() == null
                                ? "not known"
                                : Numbers.tenths(demand.perReplica()) + unit(demand) + " per replica ("
                                        + demand.capacitySource() + ")"));
        if (demand.model() != null) {
            String seasons = demand.seasons().isEmpty()
                    ? "no season"
                    : demand.seasons().stream().collect(Collectors.joining(", ", "seasons ", ""));
            add("model", named + demand.model() + "; " + seasons);
        }
        PredictiveScalerStatus.Accuracy accuracy = demand.accuracy();
        if (accuracy != null) {
            add(
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

    private static String both(TargetKind kind, Bounds bounds) {
        return kind.minField() + " " + bounds.minReplicas() + ", " + kind.maxField() + " " + bounds.maxReplicas();
    }

    private static String inWords(ConditionStatus status) {
        return switch (status) {
            case True -> "yes";
            case False -> "no";
            case Unknown -> "not known yet";
        };
    }
}
