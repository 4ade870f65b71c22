package io.predictivescaler.operator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.predictivescaler.operator.simulate.Findings;
import io.predictivescaler.operator.simulate.FindingsJson;
import io.predictivescaler.operator.simulate.Strategy;
import io.predictivescaler.planning.Reason;
import io.predictivescaler.simulation.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The findings of several demands, a line for each, written as soon as they are there. */
final class SimulateTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROW = "%-26s %5s %17s %17s %8s %8s %17s %8s %8s %7s";

    private static final Set<Reason> SILENT = Set.of(Reason.Distrusted, Reason.NoOpinion, Reason.AwaitingDemand);

    private final ArrayNode findings = JSON.createArrayNode();
    private final List<String> lines = new ArrayList<>();
    private boolean begun;

    void add(String name, Findings found) {
        findings.add(FindingsJson.node(name, found, List.of()));
        if (!begun) {
            begun = true;
            lines.add(String.format(
                    ROW,
                    "",
                    "",
                    "HPA alone",
                    "HPA + operator",
                    "of its",
                    "of its",
                    "copy of last week",
                    "of its",
                    "oracle,",
                    ""));
            lines.add(String.format(
                    ROW,
                    "",
                    "days",
                    "short minutes",
                    "short minutes",
                    "shortage",
                    "hours",
                    "short minutes",
                    "hours",
                    "hours",
                    "acting"));
        }
        lines.add(row(name, found));
    }

    /** What was not given out yet. */
    List<String> newLines() {
        List<String> fresh = List.copyOf(lines);
        lines.clear();
        return fresh;
    }

    String json() {
        ObjectNode root = JSON.createObjectNode();
        root.set("simulations", findings);
        return root.toPrettyString();
    }

    private static String row(String name, Findings found) {
        Scores alone = found.of(Strategy.HPA).scores();
        Scores with = found.of(Strategy.PREDICTIVE).scores();
        Scores lastWeek = found.of(Strategy.LAST_WEEK).scores();
        return String.format(
                ROW,
                name,
                alone.length().toDays(),
                shortness(alone),
                shortness(with),
                alone.shortMinutes() == 0 ? "-" : share(with.shortMinutes() / alone.shortMinutes()),
                share(with.replicaHours() / alone.replicaHours()),
                shortness(lastWeek),
                share(lastWeek.replicaHours() / alone.replicaHours()),
                share(found.of(Strategy.ORACLE).scores().replicaHours() / alone.replicaHours()),
                share(acting(found)));
    }

    /** The share of looks at which a forecast had an opinion that was believed. */
    private static double acting(Findings found) {
        int all = found.looks().values().stream().mapToInt(Integer::intValue).sum();
        int silent = SILENT.stream()
                .mapToInt(reason -> found.looks().getOrDefault(reason, 0))
                .sum();
        return all == 0 ? 0 : (double) (all - silent) / all;
    }

    private static String shortness(Scores scores) {
        return String.format(Locale.ROOT, "%.0f (%.2f%%)", scores.shortMinutes(), 100 * scores.shortShare());
    }

    private static String share(double ratio) {
        return String.format(Locale.ROOT, "%.0f%%", 100 * ratio);
    }
}
