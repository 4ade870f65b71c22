package io.predictivescaler.operator.testkit;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * The shop's Deployment {@code checkout} as its application, kube-state-metrics and cAdvisor show it, sampled every two minutes: one of its
 * pods carries 37 req/s at 60 % of the half CPU that it requests, and is 4 % busy without load. Beside it run other pods that are none of
 * its, busier ones: of {@code checkout-api}, and of a {@code checkout} in another namespace.
 */
public final class ShopCluster {
    public static final double CAPACITY = 37;
    private static final Duration INTERVAL = Duration.ofMinutes(2);
    private static final double REQUESTED = 0.5;
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private final List<Instant> times = new ArrayList<>();
    private final List<Double> loads = new ArrayList<>();
    private final List<Integer> replicas = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private ShopCluster(Instant start, Instant end, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (Instant time = start; time.isBefore(end); time = time.plus(INTERVAL)) {
            double hour = time.getEpochSecond() % 86_400 / 3600.0;
            double load = (60 + 840 * Math.max(0, Math.sin(Math.PI * (hour - 7) / 14))) * random.nextDouble(0.95, 1.05);
            int wanted = Math.max(2, (int) Math.ceil(load / CAPACITY));
            int before = replicas.isEmpty() ? wanted : replicas.getLast();
            times.add(time);
            loads.add(load);
            // As an autoscaler does, it follows what is more at once, and what is less only when it is much less.
            replicas.add(wanted > before || wanted < 0.85 * before ? wanted : before);
        }
    }

    /** The samples from {@code start} to {@code end} in the OpenMetrics format; the same seed gives the same. */
    public static String between(Instant start, Instant end, long seed) {
        ShopCluster cluster = new ShopCluster(start, end, seed);
        SplittableRandom random = new SplittableRandom(seed + 1);
        cluster.family("shop_requests", "counter");
        cluster.counter("shop_requests_total{app=\"checkout\"}", 0, (i, pod) -> cluster.loads.get(i));
        cluster.family("container_cpu_usage_seconds", "counter");
        for (int pod = 0; pod < cluster.most(); pod++) {
            cluster.usage("shop", name("checkout-7d4b9c6f5d-", pod), pod, 1, random);
        }
        cluster.usage("shop", "checkout-api-7d4b9c6f5d-x2x4z", 0, 5, random);
        cluster.usage("other", name("checkout-7d4b9c6f5d-", 0), 0, 5, random);
        cluster.family("kube_pod_container_resource_requests", "gauge");
        cluster.ofPods("kube_pod_container_resource_requests{%s,container=\"app\",resource=\"cpu\"}", REQUESTED);
        cluster.ofPods("kube_pod_container_resource_requests{%s,container=\"app\",resource=\"memory\"}", 1e9);
        cluster.family("kube_pod_status_ready", "gauge");
        cluster.ofPods("kube_pod_status_ready{%s,condition=\"true\"}", 1);
        cluster.ofPods("kube_pod_status_ready{%s,condition=\"false\"}", 0);
        cluster.family("kube_deployment_status_replicas_ready", "gauge");
        cluster.gauge(
                "kube_deployment_status_replicas_ready{namespace=\"shop\",deployment=\"checkout\"}",
                0,
                (i, pod) -> cluster.replicas.get(i));
        cluster.gauge(
                "kube_deployment_status_replicas_ready{namespace=\"other\",deployment=\"checkout\"}", 0, (i, pod) -> 9);
        return cluster.text.append("# EOF\n").toString();
    }

    private static String name(String prefix, int pod) {
        return prefix + "x2x4" + LETTERS.charAt(pod % LETTERS.length());
    }

    private int most() {
        return replicas.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private void family(String name, String type) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /** Of its container, and of the pod around it, as cAdvisor tells both. */
    private void usage(String namespace, String name, int pod, double times, SplittableRandom random) {
        for (String container : List.of("app", "")) {
            counter(
                    "container_cpu_usage_seconds_total{namespace=\"%s\",pod=\"%s\",container=\"%s\"}"
                            .formatted(namespace, name, container),
                    pod,
                    (i, which) -> {
                        double busy = 0.04 + 0.56 * loads.get(i) / replicas.get(i) / CAPACITY;
                        return times * REQUESTED * busy * random.nextDouble(0.94, 1.06);
                    });
        }
    }

    private void ofPods(String metric, double value) {
        for (int pod = 0; pod < most(); pod++) {
            gauge(metric.formatted(labels("shop", name("checkout-7d4b9c6f5d-", pod))), pod, (i, which) -> value);
        }
        gauge(metric.formatted(labels("shop", "checkout-api-7d4b9c6f5d-x2x4z")), 0, (i, which) -> value);
        gauge(metric.formatted(labels("other", name("checkout-7d4b9c6f5d-", 0))), 0, (i, which) -> value);
    }

    private static String labels(String namespace, String pod) {
        return "namespace=\"" + namespace + "\",pod=\"" + pod + "\"";
    }

    /** While a pod of this number runs. */
    private void gauge(String series, int pod, ToDoubleBiFunction<Integer, Integer> value) {
        IntStream.range(0, times.size())
                .filter(i -> replicas.get(i) > pod)
                .forEach(i -> sample(series, value.applyAsDouble(i, pod), times.get(i)));
    }

    /** What adds up at this rate while a pod of this number runs. */
    private void counter(String series, int pod, ToDoubleBiFunction<Integer, Integer> rate) {
        double count = 0;
        for (int i = 0; i < times.size(); i++) {
            if (replicas.get(i) > pod) {
                count += rate.applyAsDouble(i, pod) * INTERVAL.toSeconds();
                sample(series, count, times.get(i));
            }
        }
    }

    private void sample(String series, double value, Instant time) {
        text.append(series)
                .append(' ')
                .append(value)
                .append(' ')
                .append(BigDecimal.valueOf(time.toEpochMilli(), 3))
                .append('\n');
    }
}
