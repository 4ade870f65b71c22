package io.predictivescaler.operator.preview;

import io.predictivescaler.operator.reconcile.Glance;
import io.predictivescaler.operator.reconcile.Preview;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.telemetry.ConditionStatus;
import io.predictivescaler.operator.telemetry.ConditionType;
import io.predictivescaler.operator.telemetry.Verdict;
import io.predictivescaler.planning.Wording;
import io.predictivescaler.planning.leadtime.LeadTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is to be said beside the numbers, the same in every output. */
final class Remarks {
    private Remarks() {}

    /** What keeps the operator from doing its work; none when it has all it needs. What follows from another lack is left out. */
    static List<String> missing(Glance glance) {
        return Stream.of(ConditionType.DemandAvailable, ConditionType.ForecastReady)
                .flatMap(type -> verdict(glance, type).stream())
                .filter(Remarks::isMissing)
                .map(Verdict::message)
                .limit(1)
                .toList();
    }

    /** Demand that cannot be forecast is an answer, and not a question that stays open. */
    private static boolean isMissing(Verdict verdict) {
        return verdict.status() != ConditionStatus.True && verdict.reason() != ConditionReason.NotForecastable;
    }

    /** What keeps the bounds from following the need, now or later. */
    static List<String> limits(Glance.Seen seen) {
        List<String> limits = new ArrayList<>();
        verdict(seen, ConditionType.Limited).stream()
                .filter(limited -> limited.status() == ConditionStatus.True)
                .map(Verdict::message)
                .forEach(limits::add);
        Wording wording = wording(seen);
        for (Preview.Shortage shortage : seen.preview().shortages()) {
            limits.add(wording.time(shortage.from()) + " to " + wording.time(shortage.to()) + ": up to "
                    + shortage.needed() + " replicas are needed, maximum " + shortage.maximum());
        }
        return limits;
    }

    /** What somebody should know who reads the plan. */
    static List<String> notes(Answer.Planned planned) {
        Glance.Seen seen = planned.seen();
        List<String> notes = new ArrayList<>();
        if (!seen.preview().points().isEmpty()) {
            notes.add(
                    "The plan of the coming hours goes by the forecast of now: beyond the first hours its band is that of a"
                            + " day ahead, wider than what the operator acts on when the time comes.");
        }
        LeadTime leadTime = seen.leadTime().leadTime();
        switch (leadTime.source()) {
            case Fixed -> {}
            case Learned ->
                notes.add("The start-up of " + Durations.format(leadTime.startUp())
                        + " is what the status tells, learned from " + leadTime.samples() + " pods.");
            case Fallback ->
                notes.add("A start-up of " + Durations.format(leadTime.startUp())
                        + " is assumed: only an operator that runs sees pods start and learns from them.");
        }
        planned.notes().forEach(notes::add);
        return notes;
    }

    static Optional<Verdict> verdict(Glance glance, ConditionType type) {
        return glance.verdicts().stream()
                .filter(verdict -> verdict.type() == type)
                .findFirst();
    }

    /** The clock that times are told by. */
    static String zone(Glance.Seen seen) {
        ZoneId zone = seen.spec().zone();
        return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    static Wording wording(Glance.Seen seen) {
        return new Wording(seen.spec().zone(), seen.now());
    }

    /** The name of an entry, where there is more than one to tell apart. */
    static String named(Glance.Seen seen, String entry) {
        List<DemandSpec> demand = seen.spec().demand();
        return demand.size() > 1 ? entry + ": " : "";
    }
}
