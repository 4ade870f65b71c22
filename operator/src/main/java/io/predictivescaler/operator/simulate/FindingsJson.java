package io.predictivescaler.operator.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.simulation.Elasticity;
import io.predictivescaler.simulation.Run;
import io.predictivescaler.simulation.Scores;
import java.util.List;
import java.util.Map;

/** Findings as one JSON object for scripts. Its keys are a promise. */
public final class FindingsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FindingsJson() {}

    /**
     * One object.
     *
     * @param name of the trace or the workload
     * @param notes what the reader should know, each a sentence
     */
    public static String of(String name, Findings findings, List<String> notes) {
        return node(name, findings, notes).toPrettyString();
    }

    /** The same as a node of a larger document. */
    public static ObjectNode node(String name, Findings findings, List<String> notes) {
        Experiment experiment = findings.experiment();
        ObjectNode root = JSON.createObjectNode();
        root.put("name", name);
        root.put("from", experiment.from().toString());
        root.put("to", experiment.to().toString());
        root.put("percentile", experiment.spec().percentile().probability());
        root.put("capacity_per_replica", experiment.perReplica());
        root.put("start_up_seconds", experiment.usualStartUp().toSeconds());
        root.put("lead_time_seconds", experiment.leadTime().toSeconds());
        ArrayNode strategies = root.putArray("strategies");
        findings.runs().forEach((strategy, run) -> strategies.add(strategy(strategy, run)));
        ArrayNode decisions = root.putArray("decisions");
        findings.moves().forEach(move -> decisions.add(decision(move)));
        ObjectNode looks = root.putObject("looks_by_reason");
        findings.looks().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> looks.put(entry.getKey().name(), entry.getValue()));
        ArrayNode frontier = root.putArray("frontier");
        findings.frontier().forEach(point -> frontier.add(point(point)));
        notes.forEach(root.putArray("notes")::add);
        return root;
    }

    private static ObjectNode strategy(Strategy strategy, Run run) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", strategy.id());
        scores(node, run.scores());
        ObjectNode elasticity = node.putObject("elasticity");
        Elasticity measured = run.elasticity();
        elasticity.put("theta_u", measured.underProvisioningPercent());
        elasticity.put("theta_o", measured.overProvisioningPercent());
        elasticity.put("tau_u", measured.underProvisionedTimePercent());
        elasticity.put("tau_o", measured.overProvisionedTimePercent());
        elasticity.put("upsilon", measured.instabilityPercent());
        run.worstDay().ifPresent(worst -> {
            ObjectNode day = node.putObject("worst_day");
            day.put("date", worst.date().toString());
            day.put("short_minutes", worst.scores().shortMinutes());
        });
        return node;
    }

    private static void scores(ObjectNode into, Scores scores) {
        into.put("short_minutes", scores.shortMinutes());
        into.put("short_share", scores.shortShare());
        into.put("replica_hours", scores.replicaHours());
        into.put("wasted_replica_minutes", scores.wastedReplicaMinutes());
        into.put("scale_ups", scores.scaleUps());
        into.put("pod_starts", scores.podStarts());
    }

    private static ObjectNode decision(Move move) {
        ObjectNode node = JSON.createObjectNode();
        Plan.Decision decision = move.decision();
        node.put("time", move.at().toString());
        node.put("from_min_replicas", move.from().minReplicas());
        node.put("min_replicas", move.to().minReplicas());
        node.put("max_replicas", move.to().maxReplicas());
        node.put("reason", decision.reason().name());
        node.put("limited_by", decision.limitedBy().name());
        node.put("message", decision.message());
        return node;
    }

    private static ObjectNode point(Findings.Point point) {
        ObjectNode node = JSON.createObjectNode();
        node.put("target_utilization_percent", point.targetPercent());
        node.put("percentile", point.percentile().probability());
        scores(node, point.run().scores());
        return node;
    }
}
