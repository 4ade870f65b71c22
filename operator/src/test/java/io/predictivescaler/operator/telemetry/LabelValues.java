package io.predictivescaler.operator.telemetry;

import io.predictivescaler.planning.LimitedBy;
import io.predictivescaler.planning.Reason;
import io.predictivescaler.planning.SwitchOrder;
import io.predictivescaler.planning.leadtime.LeadTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The labels whose values are a closed set. */
final class LabelValues {
    private static final String PREFIX = "predictive_scaler_";

    /** By label, and by metric and label where the set is the metric's own. */
    private static final Map<String, Set<String>> CLOSED = Map.ofEntries(
            Map.entry("type", names(ConditionType.values())),
            Map.entry("status", names(ConditionStatus.values())),
            Map.entry("condition reason", names(ConditionReason.values())),
            Map.entry("decision_info reason", names(Reason.values())),
            Map.entry("decisions_total reason", names(Reason.values())),
            Map.entry("kind", names(ConditionReason.values())),
            Map.entry("limited_by", names(LimitedBy.values())),
            Map.entry("order", names(SwitchOrder.values())),
            Map.entry("to", Set.of("True", "False")),
            Map.entry("asked", names(Observation.Mode.values())),
            Map.entry("in_force", names(Observation.Mode.values())),
            Map.entry("scaling", Set.of("Reactive", "Predictive")),
            Map.entry("lead_time_seconds source", names(LeadTime.Source.values())),
            Map.entry("capacity_per_replica source", Set.of("Fixed", "Learned", "Lowest")));

    private LabelValues() {}

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Empty where values are the users' own names. */
    static Optional<Set<String>> of(String metric, String label) {
        return Optional.ofNullable(CLOSED.get(metric.replaceFirst(PREFIX, "") + " " + label))
                .or(() -> Optional.ofNullable(CLOSED.get(label)));
    }
}
