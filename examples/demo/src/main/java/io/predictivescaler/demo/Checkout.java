package io.predictivescaler.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.simulation.HpaSettings;
import io.predictivescaler.simulation.MetricsPipeline;
import io.predictivescaler.simulation.StartUp;
import io.predictivescaler.simulation.Workload;
import io.predictivescaler.simulation.World;
import io.predictivescaler.simulation.WorldSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** The workload of the demo, as objects on an API server and as a simulated world: both say the same. */
final class Checkout {
    static final String NAMESPACE = "shop";
    static final String NAME = "checkout";
    static final String UNIT = "req/s";
    static final Bounds BOUNDS = new Bounds(2, 80);
    static final double CAPACITY_PER_REPLICA = 50;
    static final int TARGET_UTILIZATION_PERCENT = 70;
    static final Duration METRICS_LAG = Duration.ofSeconds(30);

    /** The replicas that a trace's peak is scaled to. */
    static final int PEAK_REPLICAS = 40;

    private Checkout() {}

    /** Puts the objects on the API server. */
    static void create(KubernetesClient client, Duration startUp) {
        try (InputStream yaml = Objects.requireNonNull(Checkout.class.getResourceAsStream("checkout.yaml"))) {
            String objects = new String(yaml.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("START_UP", startUp.toSeconds() + "s");
            for (HasMetadata object : client.load(
                            new java.io.ByteArrayInputStream(objects.getBytes(StandardCharsets.UTF_8)))
                    .items()) {
                client.resource(object).create();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The world at {@code now}, with the replicas that {@code demand} needs there. */
    static World world(Instant now, double demand, Duration startUp) {
        int needed = (int) Math.ceil(demand / CAPACITY_PER_REPLICA);
        return World.at(
                now,
                Math.clamp(needed, BOUNDS.minReplicas(), BOUNDS.maxReplicas()),
                WorldSettings.of(
                        HpaSettings.targeting(TARGET_UTILIZATION_PERCENT),
                        Workload.carrying(CAPACITY_PER_REPLICA, TARGET_UTILIZATION_PERCENT, StartUp.fixed(startUp)),
                        MetricsPipeline.lagging(METRICS_LAG)));
    }
}
