package io.predictivescaler.operator.report;

import io.predictivescaler.operator.simulate.Experiment;
import io.predictivescaler.operator.simulate.Findings;
import io.predictivescaler.operator.simulate.Rounded;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.simulation.Behavior;
import io.predictivescaler.simulation.HpaSettings;
import io.predictivescaler.simulation.ScalingPolicy;
import io.predictivescaler.simulation.ScalingRules;
import io.predictivescaler.simulation.StartUp;
import io.predictivescaler.simulation.Tolerance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What was simulated, so that a reader can judge whether it is their case, and what to apply if it is. */
final class Setting {
    /** As many pods as it takes to see how start-up times spread. */
    private static final int PODS = 1_001;

    private final Experiment experiment;
    private final ReportContext context;
    private final LocalTimes times;

    Setting(Findings findings, ReportContext context) {
        this.experiment = findings.experiment();
        this.context = context;
        this.times = new LocalTimes(experiment.spec().zone());
    }

    Html section() {
        List<Html> facts = new ArrayList<>();
        facts().forEach((name, value) -> {
            facts.add(Html.of("dt", name));
            facts.add(Html.of("dd", value));
        });
        List<Html> content = new ArrayList<>(List.of(
                Html.of("h2", "What was simulated"), Html.of("dl", facts).with("class", "facts")));
        if (!context.notes().isEmpty()) {
            content.add(Html.of("h3", "Assumptions"));
            content.add(Html.of(
                            "ul",
                            context.notes().stream()
                                    .map(note -> Html.of("li", note))
                                    .toList())
                    .with("class", "notes"));
        }
        if (!context.yaml().isBlank()) {
            content.add(Html.of("h3", "To apply it"));
            content.add(Html.of(
                            "div",
                            Html.of("pre", Html.of("code", context.yaml())).with("tabindex", "0"))
                    .with("class", "copyable"));
        }
        return Html.of("section", content);
    }

    private Map<String, Html> facts() {
        String unit = context.unit().isEmpty() ? "" : " " + context.unit();
        HpaSettings hpa = experiment.hpa();
        Map<String, Html> facts = new LinkedHashMap<>();
        facts.put("Demand", Html.of("code", context.source()));
        facts.put("Query", Html.of("code", experiment.entry().query()));
        facts.put(
                "Time",
                Html.text(times.minute(experiment.from()) + " to " + times.minute(experiment.to()) + " ("
                        + times.zoneName() + ")"));
        facts.put("History before it", Html.text(history()));
        facts.put(
                "Capacity per replica",
                Html.text(Rounded.number(experiment.perReplica()) + unit + " at the autoscaler's target, "
                        + Rounded.number(100 * experiment.perReplica() / hpa.targetUtilizationPercent()) + unit
                        + " at most"));
        facts.put(
                "Autoscaler",
                Html.text("CPU at " + hpa.targetUtilizationPercent() + " %, "
                        + experiment.baseline().floor() + " to "
                        + experiment.baseline().maxReplicas()
                        + " replicas, tolerance " + tolerance(hpa.tolerance()) + ", a decision every "
                        + Durations.format(hpa.syncPeriod()) + " on metrics "
                        + Durations.format(experiment.metricsLag())
                        + " old"));
        facts.put("Its behavior", Html.text(behavior(hpa.behavior())));
        facts.put("Start-up of a pod", Html.text(startUp(experiment.startUp())));
        facts.put(
                "Operator",
                Html.text("plans for " + experiment.spec().percentile() + " of demand, "
                        + Durations.format(experiment.leadTime()) + " ahead: " + Durations.format(experiment.planned())
                        + " for start-up, the rest until it and the autoscaler act; holds capacity for "
                        + Durations.format(experiment.spec().release().hold()) + " before it gives any back"));
        return facts;
    }

    private String history() {
        Duration history = Duration.between(experiment.demand().start(), experiment.from());
        return history.isPositive() ? Rounded.length(history) : "none";
    }

    private static String tolerance(Tolerance tolerance) {
        return tolerance.down() == tolerance.up()
                ? Rounded.percent(tolerance.up())
                : Rounded.percent(tolerance.up()) + " up and " + Rounded.percent(tolerance.down()) + " down";
    }

    private static String behavior(Behavior behavior) {
        if (behavior.equals(Behavior.standard())) {
            return "the default";
        }
        return switch (behavior) {
            case Behavior.Unstated unstated -> "not stated, so the controller's own";
            case Behavior.Stated stated -> "up " + rules(stated.scaleUp()) + "; down " + rules(stated.scaleDown());
        };
    }

    private static String rules(ScalingRules rules) {
        if (rules.select() == ScalingRules.Select.Disabled) {
            return "never";
        }
        String policies = rules.policies().stream().map(Setting::policy).collect(Collectors.joining(" or "));
        String choice = rules.policies().size() < 2
                ? ""
                : ", whichever is " + (rules.select() == ScalingRules.Select.Max ? "more" : "less");
        String window = rules.stabilizationWindow().isZero()
                ? ""
                : ", held for " + Durations.format(rules.stabilizationWindow());
        return "by " + policies + choice + window;
    }

    private static String policy(ScalingPolicy policy) {
        return switch (policy) {
            case ScalingPolicy.Pods pods -> pods.value() + " pods in " + Durations.format(pods.period());
            case ScalingPolicy.Percent percent -> percent.value() + " % in " + Durations.format(percent.period());
        };
    }

    private static String startUp(StartUp startUp) {
        List<Duration> sorted =
                LongStream.range(0, PODS).mapToObj(startUp::of).sorted().toList();
        if (sorted.getFirst().equals(sorted.getLast())) {
            return Rounded.length(sorted.getFirst());
        }
        return Rounded.length(sorted.get(PODS / 2)) + " for half of all pods, up to "
                + Rounded.length(sorted.get(PODS * 9 / 10)) + " for nine in ten";
    }
}
