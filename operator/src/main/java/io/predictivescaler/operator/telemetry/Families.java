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
    private final List<Family> all = new ArrayList<>();

    final Family lastLook = gauge(
            "last_look_timestamp_seconds",
            "When the resource was last looked at to the end, in seconds since 1970: late when looks fail or stop.");
    final Family mode = info(
            "mode",
            "The mode that the spec asks for, and the one in force after --max-mode and the kill switch; Observe also while the"
                    + " history is too short to act on.",
            "asked",
            "in_force");
    final Family condition = gauge(
            "condition",
            "1 for each condition of the resource, with the status and the reason that it has now.",
            "type",
            "status",
            "reason");
    final Family decision = info("decision", "The last plan's reason, and what limited it.", "reason", "limited_by");
    final Family demand = gauge("demand", "Demand last read, in the entry's own unit.", "demand");
    final Family forecastDemand = gauge(
            "forecast_demand",
            "Demand forecast for now and the lead time ahead at the planned percentile, in the entry's own unit.",
            "demand");
    final Family forecastExpires = gauge(
            "forecast_expire_timestamp_seconds",
            "When the entry's forecast stops having an opinion, in seconds since 1970.",
            "demand");
    final Family capacity = gauge(
            "capacity_per_replica",
            "Load that one ready replica carries at the target utilization, in the entry's own unit, as it is used.",
            "demand",
            "source");
    final Family forecastSkill = gauge(
            "forecast_skill_ratio",
            "How much better than the best naive ones the entry's past forecasts were: 1 is perfect, 0 no better, negative worse.",
            "demand");
    final Family forecastCoverage = gauge(
            "forecast_coverage_ratio",
            "Share of the entry's past demand peaks that stayed at or under the planned percentile.",
            "demand");
    final Family needed = gauge("needed_replicas", "Replicas that predicted demand needs, before any limit.");
    final Family nextPeak = gauge(
            "next_peak_replicas",
            "Replicas that the highest need within the forecast's horizon asks for, before any limit.");
    final Family nextPeakTime = gauge(
            "next_peak_timestamp_seconds",
            "When the highest need within the forecast's horizon comes, in seconds since 1970.");
    final Family floorWanted = gauge("floor_wanted_replicas", "minReplicas that the plan asks for.");
    final Family floor = gauge("floor_replicas", "minReplicas in force on the target.");
    final Family ceiling = gauge("ceiling_replicas", "maxReplicas in force on the target.");
    final Family baselineFloor =
            gauge("baseline_floor_replicas", "The user's own minReplicas, which the target gets back.");
    final Family baselineCeiling =
            gauge("baseline_ceiling_replicas", "The user's own maxReplicas, which the target gets back.");
    final Family highestCeiling = gauge(
            "highest_ceiling_replicas",
            "maxReplicas that the operator may set at most: the user's own, or bounds.maxReplicas.highest where its policy is Raise.");
    final Family boundsHeld =
            gauge("bounds_held", "1 while bounds of the operator's stand on the target, 0 while the user's own do.");
    final Family boundsExpire = gauge(
            "bounds_expire_timestamp_seconds",
            "When the forecast behind the operator's bounds on the target expires, in seconds since 1970.");
    final Family leadTime = gauge(
            "lead_time_seconds",
            "Time from a decision to a Ready replica that plans are made with, and where it is known from.",
            "source");
    final Family leadTimeSamples =
            gauge("lead_time_samples", "Pods that the lead time was measured on, or that were seen so far.");
    final Family budgetUsed = gauge(
            "budget_used_replica_hours", "Replica-hours above the baseline floor that forecasts have cost today.");
    final Family budgetLimit =
            gauge("budget_limit_replica_hours", "Replica-hours that forecasts may cost in a local day.");
    final Family benefitShort = gauge(
            "benefit_short_seconds",
            "Time short of capacity in the last days by simulation, with the autoscaler alone (Reactive) and with the operator in"
                    + " Enforce (Predictive).",
            "scaling");
    final Family benefitHours = gauge(
            "benefit_extra_replica_hours",
            "Replica-hours that the operator in Enforce would have cost more in the same days; negative where less.");

    private Family gauge(String name, String help, String... labels) {
        return declared(new Family(Type.Gauge, name, help, labels));
    }

    /** Its name on the page ends in {@code _info}. */
    private Family info(String name, String help, String... labels) {
        return declared(new Family(Type.Info, name, help, labels));
    }

    private Family declared(Family family) {
        all.add(family);
        return family;
    }

    /** Whether there are series of them or not. */
    Stream<String> names() {
        return all.stream().map(family -> family.name);
    }

    MetricSnapshots snapshots() {
        return new MetricSnapshots(all.stream()
                .filter(family -> !family.points.isEmpty())
                .map(Family::snapshot)
                .toList());
    }

    private enum Type {
        Gauge,
        Info
    }

    /** One metric. Beside {@code namespace} and {@code name} it has these labels. */
    static final class Family {
        private record Point(Labels labels, double value) {}

        private final Type type;
        private final String name;
        private final String help;
        private final String[] labels;
        private final List<Point> points = new ArrayList<>();

        private Family(Type type, String name, String help, String... labels) {
            this.type = type;
            this.name = "predictive_scaler_" + name;
            this.help = help;
            this.labels = labels;
        }

        void add(double value, ResourceKey key, String... values) {
            Labels named = Labels.of("namespace", key.namespace(), "name", key.name());
            points.add(new Point(labels.length == 0 ? named : named.merge(Labels.of(labels, values)), value));
        }

        private MetricSnapshot snapshot() {
            return switch (type) {
                case Gauge -> gauge();
                case Info -> info();
            };
        }

        private MetricSnapshot gauge() {
            GaugeSnapshot.Builder snapshot = GaugeSnapshot.builder().name(name).help(help);
            points.forEach(
                    point -> snapshot.dataPoint(new GaugeDataPointSnapshot(point.value(), point.labels(), null)));
            return snapshot.build();
        }

        private MetricSnapshot info() {
            InfoSnapshot.Builder snapshot = InfoSnapshot.builder().name(name).help(help);
            points.forEach(point -> snapshot.dataPoint(new InfoDataPointSnapshot(point.labels())));
            return snapshot.build();
        }
    }
}
