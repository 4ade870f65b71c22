package io.predictivescaler.operator.telemetry;

import io.predictivescaler.operator.ResourceKey;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The metrics that have a series for each resource, while one scrape collects them. */
final class Families {
    final Family demand = new Family("demand", "Demand last read, in the entry's own unit.", "demand");
    final Family forecastDemand = new Family(
            "forecast_demand",
            "Demand forecast for now and the lead time ahead at the planned percentile, in the entry's own unit.",
            "demand");
    final Family forecastExpires = new Family(
            "forecast_expire_timestamp_seconds",
            "When the entry's forecast stops having an opinion, in seconds since 1970.",
            "demand");
    final Family capacity = new Family(
            "capacity_per_replica",
            "Load that one ready replica carries at the target utilization, in the entry's own unit, as it is used.",
            "demand",
            "source");
    final Family forecastSkill = new Family(
            "forecast_skill_ratio",
            "How much better than the best naive ones the entry's past forecasts were: 1 is perfect, 0 no better, negative worse.",
            "demand");
    final Family forecastCoverage = new Family(
            "forecast_coverage_ratio",
            "Share of the entry's past demand peaks that stayed at or under the planned percentile.",
            "demand");
    final Family floorWanted = new Family("floor_wanted_replicas", "minReplicas that the plan asks for.");
    final Family floor = new Family("floor_replicas", "minReplicas in force on the target.");
    final Family ceiling = new Family("ceiling_replicas", "maxReplicas in force on the target.");
    final Family needed = new Family("needed_replicas", "Replicas that predicted demand needs, before any limit.");
    final Family boundsExpire = new Family(
            "bounds_expire_timestamp_seconds",
            "When the forecast behind the operator's bounds on the target expires, in seconds since 1970.");
    final Family budgetUsed = new Family(
            "budget_used_replica_hours", "Replica-hours above the baseline floor that forecasts have cost today.");
    final Family budgetLimit =
            new Family("budget_limit_replica_hours", "Replica-hours that forecasts may cost in a local day.");
    final Family leadTime = new Family(
            "lead_time_seconds",
            "Time from a decision to a Ready replica that plans are made with, and where it is known from.",
            "source");
    final Family leadTimeSamples =
            new Family("lead_time_samples", "Pods that the lead time was measured on, or that were seen so far.");
    final Family benefitShort = new Family(
            "benefit_short_seconds",
            "Time short of capacity in the last days by simulation, with the autoscaler alone (Reactive) and with the operator in"
                    + " Enforce (Predictive).",
            "scaling");
    final Family benefitHours = new Family(
            "benefit_extra_replica_hours",
            "Replica-hours that the operator in Enforce would have cost more in the same days; negative where less.");
    final Family condition =
            new Family("condition", "1 for each condition of the resource and the status it has.", "type", "status");
    final Family decision =
            new Family("decision", "The last plan's reason, and what limited it.", "reason", "limited_by");

    MetricSnapshots snapshots() {
        Stream<MetricSnapshot> gauges = Stream.of(
                        demand,
                        forecastDemand,
                        forecastExpires,
                        capacity,
                        forecastSkill,
                        forecastCoverage,
                        floorWanted,
                        floor,
                        ceiling,
                        needed,
                        boundsExpire,
                        budgetUsed,
                        budgetLimit,
                        leadTime,
                        leadTimeSamples,
                        benefitShort,
                        benefitHours,
                        condition)
                .filter(family -> !family.isEmpty())
                .map(Family::gauge);
        Stream<MetricSnapshot> infos =
                Stream.of(decision).filter(family -> !family.isEmpty()).map(Family::info);
        return new MetricSnapshots(Stream.concat(gauges, infos).toList());
    }

    /** One metric. Beside {@code namespace} and {@code name} it has these labels. */
    static final class Family {
        private record Point(Labels labels, double value) {}

        private final String name;
        private final String help;
        private final String[] labels;
        private final List<Point> points = new ArrayList<>();

        Family(String name, String help, String... labels) {
            this.name = "predictive_scaler_" + name;
            this.help = help;
            this.labels = labels;
        }

        void add(double value, ResourceKey key, String... values) {
            Labels named = Labels.of("namespace", key.namespace(), "name", key.name());
            points.add(new Point(labels.length == 0 ? named : named.merge(Labels.of(labels, values)), value));
        }

        boolean isEmpty() {
            return points.isEmpty();
        }

        MetricSnapshot gauge() {
            GaugeSnapshot.Builder snapshot = GaugeSnapshot.builder().name(name).help(help);
            points.forEach(
                    point -> snapshot.dataPoint(new GaugeDataPointSnapshot(point.value(), point.labels(), null)));
            return snapshot.build();
        }

        MetricSnapshot info() {
            InfoSnapshot.Builder snapshot = InfoSnapshot.builder().name(name).help(help);
            points.forEach(point -> snapshot.dataPoint(new InfoDataPointSnapshot(point.labels())));
            return snapshot.build();
        }
    }
}
