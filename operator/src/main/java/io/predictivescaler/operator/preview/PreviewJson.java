package io.predictivescaler.operator.preview;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.killswitch.SwitchPosition;
import io.predictivescaler.operator.reconcile.Glance;
import io.predictivescaler.operator.reconcile.Preview;
import io.predictivescaler.operator.telemetry.Verdict;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.leadtime.LeadTime;
import java.util.List;

/** An answer for scripts: docs/plan.md describes its keys. */
public final class PreviewJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PreviewJson() {}

    /** What the operator would do. */
    public static String of(Answer.Planned planned) {
        Glance.Seen seen = planned.seen();
        ObjectNode root = JSON.createObjectNode();
        root.put("resource", seen.key().toString());
        root.putObject("target")
                .put("kind", seen.target().key().kind().name())
                .put("name", seen.target().key().name());
        root.put("mode", seen.spec().mode().name());
        root.put("time", seen.now().toString());
        root.put("time_zone", Remarks.zone(seen));
        root.put("percentile", Math.round(100 * seen.spec().percentile().probability()));
        now(root.putObject("now"), seen);
        leadTime(root.putObject("lead_time"), seen.leadTime().leadTime());
        ArrayNode demand = root.putArray("demand");
        seen.status().demand().forEach(entry -> demand(demand.addObject(), entry));
        PredictiveScalerStatus.Budget budget = seen.status().budget();
        if (budget != null) {
            root.putObject("budget")
                    .put("day", budget.day())
                    .put("used_replica_hours", budget.usedReplicaHours())
                    .put("limit_replica_hours", budget.limit());
        }
        root.put(
                "kill_switch",
                seen.killSwitch() instanceof SwitchPosition.On on ? on.order().name() : "Off");
        nextPeak(root, seen);
        ahead(root.putObject("ahead"), seen.preview());
        conditions(root, seen.verdicts());
        texts(root.putArray("limits"), Remarks.limits(seen));
        texts(root.putArray("missing"), Remarks.missing(seen));
        texts(root.putArray("notes"), Remarks.notes(planned));
        return root.toPrettyString();
    }

    /** What is known although there is no target. */
    public static String of(Answer.WithoutTarget without) {
        ObjectNode root = JSON.createObjectNode();
        root.put("resource", without.key().toString());
        root.put("time", without.seen().now().toString());
        conditions(root, without.seen().verdicts());
        texts(root.putArray("missing"), List.of(without.problem()));
        return root.toPrettyString();
    }

    private static void now(ObjectNode now, Glance.Seen seen) {
        now.put("authority", seen.authority().name());
        now.put("writes", seen.authority().writes());
        now.put("sentence", Headline.of(seen));
        bounds(now.putObject("baseline"), seen.reading().baseline().bounds());
        bounds(now.putObject("in_force"), seen.target().bounds().bounds());
        bounds(now.putObject("planned"), seen.plan().to());
        now.put("current_replicas", seen.target().currentReplicas());
        decision(now, seen.plan().decision());
        now.put("needed_replicas", seen.plan().decision().needed());
        now.put("expires", seen.plan().expires().toString());
    }

    private static void decision(ObjectNode into, Plan.Decision decision) {
        into.put("reason", decision.reason().name());
        into.put("limited_by", decision.limitedBy().name());
        into.put("message", decision.message());
    }

    private static void bounds(ObjectNode into, Bounds bounds) {
        into.put("min_replicas", bounds.minReplicas()).put("max_replicas", bounds.maxReplicas());
    }

    private static void leadTime(ObjectNode into, LeadTime leadTime) {
        into.put("seconds", leadTime.total().toSeconds());
        into.put("start_up_seconds", leadTime.startUp().toSeconds());
        into.put("source", leadTime.source().name());
        into.put("samples", leadTime.samples());
    }

    private static void demand(ObjectNode into, PredictiveScalerStatus.Demand demand) {
        into.put("name", demand.name());
        into.put("model", demand.model());
        texts(into.putArray("seasons"), demand.seasons());
        into.put("last_sample", demand.lastSample());
        into.put("per_replica", demand.perReplica());
        into.put("capacity_source", demand.capacitySource());
        PredictiveScalerStatus.Accuracy accuracy = demand.accuracy();
        if (accuracy == null) {
            into.putNull("accuracy");
        } else {
            into.putObject("accuracy")
                    .put("window", accuracy.window())
                    .put("skill_percent", accuracy.skillPercent())
                    .put("coverage_percent", accuracy.coveragePercent())
                    .put("wape_percent", accuracy.wapePercent())
                    .put("reference", accuracy.reference());
        }
    }

    private static void nextPeak(ObjectNode root, Glance.Seen seen) {
        PredictiveScalerStatus.Forecast forecast = seen.status().forecast();
        PredictiveScalerStatus.Peak peak = forecast == null ? null : forecast.nextPeak();
        if (peak == null) {
            root.putNull("next_peak");
        } else {
            root.putObject("next_peak")
                    .put("time", peak.time())
                    .put("replicas", peak.replicas())
                    .put("demand", peak.demand())
                    .put("calendar", peak.calendar());
        }
    }

    private static void ahead(ObjectNode into, Preview preview) {
        into.put("from", preview.from().toString());
        into.put("to", preview.to().toString());
        into.put("highest_min_replicas", preview.highestFloor());
        into.put("added_replica_hours", tenths(preview.addedReplicaHours()));
        into.put("idle_replica_hours", tenths(preview.idleReplicaHours()));
        ArrayNode moves = into.putArray("moves");
        for (Preview.Move move : preview.moves()) {
            ObjectNode each = moves.addObject().put("time", move.at().toString());
            bounds(each.putObject("from"), move.from());
            bounds(each.putObject("to"), move.to());
            decision(each, move.decision());
        }
        ArrayNode shortages = into.putArray("shortages");
        for (Preview.Shortage shortage : preview.shortages()) {
            shortages
                    .addObject()
                    .put("from", shortage.from().toString())
                    .put("to", shortage.to().toString())
                    .put("needed_replicas", shortage.needed())
                    .put("max_replicas", shortage.maximum());
        }
        ArrayNode points = into.putArray("points");
        for (Preview.Point point : preview.points()) {
            ObjectNode each = points.addObject()
                    .put("time", point.at().toString())
                    .put("p50_replicas", point.median())
                    .put("planned_replicas", point.planned());
            bounds(each, point.bounds());
        }
    }

    private static double tenths(double value) {
        return Math.round(10 * value) / 10.0;
    }

    private static void conditions(ObjectNode root, List<Verdict> verdicts) {
        ArrayNode conditions = root.putArray("conditions");
        for (Verdict verdict : verdicts) {
            conditions
                    .addObject()
                    .put("type", verdict.type().name())
                    .put("status", verdict.status().name())
                    .put("reason", verdict.reason().name())
                    .put("message", verdict.message());
        }
    }

    private static void texts(ArrayNode into, List<String> texts) {
        texts.forEach(into::add);
    }
}
