package io.predictivescaler.operator.simulate;

import io.predictivescaler.operator.scale.BoundsAnnotation;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.simulation.Behavior;
import io.predictivescaler.simulation.HpaSettings;
import io.predictivescaler.simulation.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What an autoscaler's object says, as far as it can be simulated. Where the object has problems, what is read here is never used.
 *
 * @param targetPercent of CPU utilization
 */
record AutoscalerReading(
        int targetPercent, Tolerance tolerance, Behavior behavior, Baseline baseline, List<String> notes) {
    /** What the API assumes of an autoscaler without a metric. */
    private static final int DEFAULT_PERCENT = 80;

    private static final int MOST_PERCENT = 10_000;
    private static final String CPU_ONLY =
            "; the simulation knows CPU utilization only: name an autoscaler with that target, or leave --hpa out to have one at "
                    + Autoscaler.ASSUMED_TARGET_PERCENT + " % assumed";

    static AutoscalerReading ofHpa(Field root) {
        Field spec = root.at("spec");
        List<String> notes = new ArrayList<>();
        return switch (root.at("apiVersion").text().orElse("")) {
            case "autoscaling/v1" ->
                read(spec, spec.at("behavior"), TargetKind.HorizontalPodAutoscaler, percentOfV1(spec, notes), notes);
            case "autoscaling/v2" ->
                read(spec, spec.at("behavior"), TargetKind.HorizontalPodAutoscaler, percentOfV2(spec, notes), notes);
            default -> {
                root.at("apiVersion").problem("not one that can be read; write autoscaling/v2");
                yield read(spec, spec.at("behavior"), TargetKind.HorizontalPodAutoscaler, DEFAULT_PERCENT, notes);
            }
        };
    }

    static AutoscalerReading ofScaledObject(Field root) {
        Field spec = root.at("spec");
        List<String> notes = new ArrayList<>();
        if (!spec.at("idleReplicaCount").isAbsent()) {
            notes.add("idleReplicaCount is not simulated: the workload never goes below its minimum.");
        }
        int percent = percentOfTriggers(spec, notes);
        return read(
                spec,
                spec.at("advanced").at("horizontalPodAutoscalerConfig").at("behavior"),
                TargetKind.ScaledObject,
                percent,
                notes);
    }

    /** With the user's own bounds, where the operator has moved those that the object states. */
    AutoscalerReading behind(Field root, TargetKind kind) {
        Optional<Baseline> own = root.at("metadata")
                .at("annotations")
                .at(BoundsAnnotation.KEY)
                .text()
                .flatMap(text -> BoundsAnnotation.baselineBehind(baseline.bounds(), text, kind))
                .filter(behind -> behind.maxReplicas() <= Autoscaler.MOST_REPLICAS);
        return own.map(behind -> new AutoscalerReading(
                        targetPercent,
                        tolerance,
                        behavior,
                        Baseline.of(Math.max(1, behind.floor()), behind.maxReplicas()),
                        Stream.concat(
                                        notes.stream(),
                                        Stream.of("Its bounds are as the operator has moved them, " + told(baseline)
                                                + " replicas: it is simulated with the user's own, " + told(behind)
                                                + "."))
                                .toList()))
                .orElse(this);
    }

    private static String told(Baseline bounds) {
        return bounds.floor() + " to " + bounds.maxReplicas();
    }

    Autoscaler autoscaler(TargetKey key) {
        return new Autoscaler(
                key,
                HpaSettings.targeting(targetPercent).withBehavior(behavior).withTolerance(tolerance),
                baseline,
                notes);
    }

    private static AutoscalerReading read(
            Field spec, Field behavior, TargetKind kind, int percent, List<String> notes) {
        BehaviorReading rules = BehaviorReading.of(behavior);
        if (100.0 / percent <= 1 + rules.tolerance().up()) {
            // Pods of the simulation have their request for their limit.
            spec.problem(
                    "on CPU at " + percent + " % of the request, which simulated pods, whose limit is their request,"
                            + " cannot exceed by more than the tolerance of "
                            + Math.round(100 * rules.tolerance().up())
                            + " %, so that it would never scale up; simulate it at 90 % or less");
        }
        return new AutoscalerReading(percent, rules.tolerance(), rules.behavior(), bounds(spec, kind, notes), notes);
    }

    private static Baseline bounds(Field spec, TargetKind kind, List<String> notes) {
        Field min = spec.at(kind.minField());
        Field max = spec.at(kind.maxField());
        String within = " from 1 to " + Autoscaler.MOST_REPLICAS + ", the most that are simulated";
        OptionalInt floor = min.number(0, Autoscaler.MOST_REPLICAS, "not a number of replicas; write one" + within);
        OptionalInt ceiling = max.number(1, Autoscaler.MOST_REPLICAS, "not a number of replicas; write one" + within);
        boolean required = kind == TargetKind.HorizontalPodAutoscaler;
        if (max.isAbsent() && required) {
            max.problem("required; write the most replicas that it may set");
        }
        int assumed = kind == TargetKind.HorizontalPodAutoscaler ? 1 : 0;
        if (floor.orElse(assumed) == 0) {
            notes.add(kind.minField() + " " + (min.isAbsent() ? "is absent, which is 0, and " : "0 ")
                    + "is simulated as 1: CPU of no pod says nothing about when to start one.");
        }
        int lowest = Math.max(1, floor.orElse(assumed));
        int highest = ceiling.orElse(required ? lowest : 100);
        if (highest < lowest) {
            min.problem("above " + kind.maxField() + ", " + highest + "; write at most that");
        }
        return Baseline.of(Math.min(lowest, highest), highest);
    }

    private static int percentOfV1(Field spec, List<String> notes) {
        Field percent = spec.at("targetCPUUtilizationPercentage");
        return percent.isAbsent() ? assumedPercent(notes) : stated(percent);
    }

    private static int stated(Field percent) {
        return percent.number(
                        1,
                        MOST_PERCENT,
                        "not a utilization; write percent of the CPU request, from 1 to " + MOST_PERCENT)
                .orElse(DEFAULT_PERCENT);
    }

    private static int assumedPercent(List<String> notes) {
        notes.add("It names no metric, so that the API assumes CPU at " + DEFAULT_PERCENT + " %.");
        return DEFAULT_PERCENT;
    }

    private static int percentOfV2(Field spec, List<String> notes) {
        List<Field> metrics = spec.at("metrics").elements();
        if (metrics.isEmpty()) {
            return assumedPercent(notes);
        }
        Optional<Field> cpu =
                metrics.stream().flatMap(metric -> utilization(metric).stream()).findFirst();
        if (cpu.isEmpty()) {
            spec.at("metrics").problem("without a target for CPU utilization" + CPU_ONLY);
            return DEFAULT_PERCENT;
        }
        List<String> others = metrics.stream()
                .filter(metric -> !cpu.get().path().startsWith(metric.path() + "."))
                .map(AutoscalerReading::named)
                .toList();
        if (!others.isEmpty()) {
            notes.add("Its other metrics are left out: " + String.join(", ", others)
                    + ". What they would add to CPU, they would add to every strategy.");
        }
        return stated(cpu.get());
    }

    /** Where a metric states CPU utilization. */
    private static Optional<Field> utilization(Field metric) {
        return Stream.of(metric.at("resource"), metric.at("containerResource"))
                .filter(resource -> resource.at("name").says("cpu"))
                .map(resource -> resource.at("target").at("averageUtilization"))
                .filter(percent -> !percent.isAbsent())
                .findFirst();
    }

    private static String named(Field metric) {
        String type = metric.at("type").text().orElse("one without a type");
        Optional<String> name = switch (type) {
            case "Resource" -> metric.at("resource").at("name").text();
            case "ContainerResource" ->
                metric.at("containerResource").at("name").text();
            case "Pods" -> metric.at("pods").at("metric").at("name").text();
            case "Object" -> metric.at("object").at("metric").at("name").text();
            case "External" -> metric.at("external").at("metric").at("name").text();
            default -> Optional.empty();
        };
        return name.map(stated -> type + " " + stated).orElse(type);
    }

    private static int percentOfTriggers(Field spec, List<String> notes) {
        List<Field> triggers = spec.at("triggers").elements();
        Optional<Field> cpu = triggers.stream()
                .filter(trigger -> trigger.at("type").says("cpu"))
                .filter(trigger -> trigger.at("metricType").says("Utilization")
                        || trigger.at("metadata").at("type").says("Utilization"))
                .findFirst();
        if (cpu.isEmpty()) {
            spec.at("triggers").problem("without a cpu trigger on Utilization" + CPU_ONLY);
            return DEFAULT_PERCENT;
        }
        List<String> others = triggers.stream()
                .filter(trigger -> !trigger.path().equals(cpu.get().path()))
                .map(trigger -> trigger.at("type").text().orElse("one without a type"))
                .toList();
        if (!others.isEmpty()) {
            notes.add("Its other triggers are left out: " + String.join(", ", others)
                    + ". What they would add to CPU, they would add to every strategy.");
        }
        Field value = cpu.get().at("metadata").at("value");
        Optional<Integer> percent =
                value.text().filter(text -> text.matches("[1-9][0-9]{0,3}")).map(Integer::valueOf);
        if (percent.isEmpty()) {
            value.problem("not a utilization; write percent of the CPU request in quotes, such as \"70\"");
        }
        return percent.orElse(DEFAULT_PERCENT);
    }
}
