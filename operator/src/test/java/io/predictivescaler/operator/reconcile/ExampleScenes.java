package io.predictivescaler.operator.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.testkit.Autumn;
import io.predictivescaler.operator.testkit.Carrying;
import io.predictivescaler.operator.testkit.Examples;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import io.predictivescaler.operator.testkit.prometheus.Reply;
import java.nio.file.Path;
import java.util.Map;

/** What goes on around each of the examples, and what the operator makes of it on the morning of {@link Autumn#MORNING}. */
final class ExampleScenes {
    static final double LEARNED = 37;

    private static final Map<String, Scene> SCENES = Map.ofEntries(
            Map.entry("smallest.yaml", Scene.of(1, 15, 21)),
            Map.entry("web-service.yaml", Scene.of(1, 15, 21)),
            Map.entry("queue-worker.yaml", Scene.of(0.2, 21, 30)),
            Map.entry("keda.yaml", Scene.of(0.4, 15, 21)),
            Map.entry("several-metrics.yaml", new Scene(Map.of("requests", 1.0, "connections", 8.0), 1, 15, 21)),
            Map.entry("calendar.yaml", new Scene(Map.of("demand", 1.0), 3, 45, 64)),
            Map.entry("mimir-tenant.yaml", Scene.of(1, 15, 21)),
            Map.entry("thanos-history.yaml", Scene.of(3, 18, 26)),
            Map.entry("learned-capacity.yaml", Scene.of(1, 20, 29)),
            Map.entry("gitops.yaml", Scene.of(1, 15, 21)),
            Map.entry("everything.yaml", new Scene(Map.of("requests", 1.0, "reminders", 0.5), 3, 20, 40)));

    private ExampleScenes() {}

    /**
     * One example's.
     *
     * @param heights of its demand, by the entry's name
     * @param inSale how much more there is on Black Friday
     * @param least replicas that the operator decides for
     * @param most replicas that the operator decides for
     */
    record Scene(Map<String, Double> heights, double inSale, int least, int most) {
        static Scene of(double height, int least, int most) {
            return new Scene(Map.of("demand", height), 1, least, most);
        }

        Series demand(String entry) {
            Double height = heights.get(entry);
            if (height == null) {
                throw new AssertionError("no demand for the entry '" + entry + "', only for " + heights.keySet());
            }
            return Autumn.of(height, inSale);
        }
    }

    static Scene of(Path example) {
        Scene scene = SCENES.get(example.getFileName().toString());
        if (scene == null) {
            throw new AssertionError(example + " has no scene: say in ExampleScenes what its queries answer");
        }
        return scene;
    }

    /** Has the server answer every query of the examples. */
    static void serve(PrometheusStub prometheus) {
        Carrying catalog = Carrying.of(of(Path.of("learned-capacity.yaml")).demand("demand"), LEARNED, 1);
        Carrying booking = Carrying.of(of(Path.of("everything.yaml")).demand("reminders"), LEARNED, 1);
        Map<String, Series> capacity = Map.of(
                "deployment=\"catalog\"", catalog.replicas(),
                "pod=~\"catalog-", catalog.utilization(),
                "deployment=\"booking\"", booking.replicas(),
                "booking:cpu_utilization:percent", booking.utilization());
        // The standard queries name the namespace, which is another one on each API server.
        prometheus.otherwise((request, exchange) -> capacity.entrySet().stream()
                .filter(known -> request.query().contains(known.getKey()))
                .findFirst()
                .map(known -> Reply.holding(known.getValue()))
                .orElseGet(Reply::nothing)
                .answer(request, exchange));
        for (Path example : Examples.all()) {
            for (JsonNode entry : Examples.scaler(example).at("/spec/demand")) {
                Series demand = of(example).demand(entry.path("name").asText("demand"));
                String query = entry.path("query").asText();
                prometheus.serving(query, demand);
                prometheus.serving(entry.at("/history/query").asText(query), demand);
            }
        }
    }
}
