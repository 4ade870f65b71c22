package io.predictivescaler.operator.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Values that the chart is rendered with: its defaults, each switch turned over, and what people set. */
final class ChartMatrix {
    private ChartMatrix() {}

    /** One of them. */
    record Case(String name, String values) {
        @Override
        public String toString() {
            return name;
        }

        HelmChart.Release release() {
            return HelmChart.Release.with(values);
        }
    }

    static Stream<Case> all() {
        return Stream.concat(Stream.of(new Case("the defaults", "{}")), Stream.concat(chosen(), switches()));
    }

    static String nearlyEveryValue() {
        return read(HelmChart.ROOT.resolve("helm/tests/every-value.yaml"));
    }

    private static Stream<Case> chosen() {
        return Stream.of(
                new Case("nearly every value", nearlyEveryValue()),
                new Case("no replica", "replicas: 0"),
                new Case("one replica", "replicas: 1"),
                new Case("three shards", "shards: 3"),
                new Case("shards of one pod that need no election", """
                        shards: 2
                        replicas: 1
                        leaderElection: {enabled: false}
                        """),
                new Case("a Prometheus", "prometheus: {url: 'http://prometheus.monitoring:9090'}"),
                new Case("a Prometheus with a password and authorities of a Secret", """
                        prometheus:
                          url: https://prometheus.monitoring
                          existingSecret: {name: credentials, basicAuthKey: auth}
                          ca: {secretName: authorities, key: root.pem}
                        """),
                new Case("two namespaces", "watch: {namespaces: [shop, bank]}"),
                new Case("named references", """
                        rbac: {references: {named: [{namespace: shop, secrets: [prom], configMaps: [prom-ca]}, {namespace: bank, secrets: [prom]}]}}
                        """),
                new Case("an account of somebody else's", "serviceAccount: {create: false, name: theirs}"),
                new Case("nothing of the cluster's", """
                        rbac: {create: false}
                        serviceAccount: {create: false}
                        restore: {onUninstall: false}
                        """),
                new Case("no security context, resources, options or node selector", """
                        resources: null
                        jvmOptions: null
                        podSecurityContext: null
                        securityContext: null
                        nodeSelector: null
                        """),
                new Case("a network policy that restricts egress", """
                        prometheus: {url: 'https://mimir.example/prometheus', allowedHosts: ['prometheus.bank:9091', '*.shop', '[::1]:9092']}
                        networkPolicy: {enabled: true, egress: {restricted: true, rules: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}}
                        """),
                new Case("a signing proxy beside it", """
                        prometheus: {url: 'http://localhost:8005'}
                        extraContainers: [{name: proxy, image: 'registry.example/proxy:1', args: [--port=8005]}]
                        """));
    }

    /** Every yes or no among the values, the other way round than its default. */
    private static Stream<Case> switches() {
        List<String> places = new ArrayList<>();
        JsonNode defaults = Manifests.tree(read(HelmChart.DIRECTORY.resolve("values.yaml")));
        switches("", defaults, places);
        return places.stream().map(place -> {
            boolean flipped = !defaults.at("/" + place.replace('.', '/')).asBoolean();
            // The one that cannot be alone: two pods would both write.
            String rest = place.equals("leaderElection.enabled") ? "replicas: 1\n" : "";
            return new Case(place + " " + flipped, rest + nested(place, flipped));
        });
    }

    private static void switches(String path, JsonNode node, List<String> places) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String place = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            if (place.startsWith("podSecurityContext") || place.startsWith("securityContext")) {
                continue;
            }
            if (field.getValue().isBoolean()) {
                places.add(place);
            }
            switches(place, field.getValue(), places);
        }
    }

    private static String nested(String place, boolean value) {
        int dots = place.length() - place.replace(".", "").length();
        return place.replace(".", ": {") + ": " + value + "}".repeat(dots) + "\n";
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
