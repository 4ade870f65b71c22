package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.predictivescaler.operator.testkit.Examples;
import io.predictivescaler.operator.testkit.prometheus.RealPrometheus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of {@code examples/}, those in comments too, evaluated by promtool over series with the names and labels that the exporters
 * give them: each must come to one series without labels, of this value.
 */
@DisplayName("The examples' queries")
class ExampleQueriesIT {
    /** PromQL in a comment: in it, or after a key such as {@code expr:}, up to the end of the line. */
    private static final Pattern IN_COMMENT = Pattern.compile("^\\s*#.*?((?:sum|max|avg)\\(.*\\))$");

    /**
     * By series, what is added each minute ({@code 0+60}) or always there ({@code 7}). Two of most things, since there are two pods, two
     * gateways, two exporters; and beside them what must not be counted.
     */
    private static final Map<String, String> SERIES = Map.ofEntries(
            Map.entry("http_requests_total{app=\"checkout\",pod=\"checkout-a\",code=\"200\"}", "0+60"),
            Map.entry("http_requests_total{app=\"checkout\",pod=\"checkout-b\",code=\"500\"}", "0+60"),
            Map.entry("http_requests_total{app=\"tickets\",pod=\"tickets-a\"}", "0+180"),
            Map.entry("http_requests_total{app=\"payments\",pod=\"payments-a\"}", "0+240"),
            Map.entry("http_requests_total{app=\"booking\",pod=\"booking-a\"}", "0+300"),
            Map.entry("istio_requests_total" + istio("source", "istio-ingressgateway", "shop", "200"), "0+60"),
            Map.entry("istio_requests_total" + istio("source", "istio-ingressgateway", "shop", "503"), "0+60"),
            Map.entry("istio_requests_total" + istio("destination", "istio-ingressgateway", "shop", "200"), "0+60"),
            Map.entry("istio_requests_total" + istio("source", "batch", "shop", "200"), "0+60"),
            Map.entry("istio_requests_total" + istio("source", "istio-ingressgateway", "other", "200"), "0+60"),
            Map.entry("traefik_service_requests_total" + traefik("storefront", "traefik-a"), "0+60"),
            Map.entry("traefik_service_requests_total" + traefik("storefront", "traefik-b"), "0+120"),
            Map.entry("traefik_service_requests_total" + traefik("search", "traefik-a"), "0+360"),
            Map.entry("traefik_service_requests_total" + traefik("catalog", "traefik-a"), "0+480"),
            Map.entry("nginx_ingress_controller_requests{ingress=\"storefront\",status=\"200\"}", "0+60"),
            Map.entry("nginx_ingress_controller_requests{ingress=\"storefront\",status=\"503\"}", "0+180"),
            Map.entry("nginx_ingress_controller_requests{ingress=\"accounts\",status=\"200\"}", "0+60"),
            Map.entry("haproxy_backend_http_requests_total{proxy=\"storefront\",pod=\"haproxy-a\"}", "0+300"),
            Map.entry("haproxy_backend_http_requests_total{proxy=\"chat\",pod=\"haproxy-a\"}", "0+60"),
            Map.entry("haproxy_backend_http_requests_total{proxy=\"chat\",pod=\"haproxy-b\"}", "0+60"),
            Map.entry("haproxy_backend_current_sessions{proxy=\"chat\",pod=\"haproxy-a\"}", "300"),
            Map.entry("haproxy_backend_current_sessions{proxy=\"chat\",pod=\"haproxy-b\"}", "400"),
            Map.entry("rabbitmq_detailed_queue_messages_published_total" + rabbit("mails", "1"), "0+60"),
            Map.entry("rabbitmq_detailed_queue_messages_published_total" + rabbit("mails", "2"), "0+120"),
            Map.entry("rabbitmq_detailed_queue_messages_published_total" + rabbit("reminders", "1"), "0+180"),
            Map.entry("kafka_topic_partition_current_offset" + kafka("orders", "0", "exporter-a"), "0+60"),
            Map.entry("kafka_topic_partition_current_offset" + kafka("orders", "0", "exporter-b"), "0+60"),
            Map.entry("kafka_topic_partition_current_offset" + kafka("orders", "1", "exporter-a"), "0+120"),
            Map.entry("kafka_topic_partition_current_offset" + kafka("refunds", "0", "exporter-a"), "0+60"),
            Map.entry("search:requests:rate5m{prometheus_replica=\"prometheus-0\"}", "6"),
            Map.entry("search:requests:rate5m{prometheus_replica=\"prometheus-1\"}", "6"),
            Map.entry("booking:http_requests:rate5m", "5"),
            Map.entry("booking:cpu_utilization:percent", "55"),
            Map.entry("kube_deployment_status_replicas_ready" + ready("booking", "shop"), "4"),
            Map.entry("kube_deployment_status_replicas_ready" + ready("catalog", "shop"), "6"),
            Map.entry("kube_deployment_status_replicas_ready" + ready("catalog", "other"), "9"));

    /** By something that stands in one query alone, what it comes to. */
    private static final Map<String, Integer> VALUES = Map.ofEntries(
            Map.entry("http_requests_total{app=\"checkout\"}", 2),
            Map.entry("http_requests_total{app=\"tickets\"}", 3),
            Map.entry("http_requests_total{app=\"payments\"}", 4),
            Map.entry("http_requests_total{app=\"booking\"}", 5),
            Map.entry("istio_requests_total{", 2),
            Map.entry("shop-storefront-80@kubernetes", 3),
            Map.entry("shop-search-80@kubernetes", 6),
            Map.entry("shop-catalog-80@kubernetes", 8),
            Map.entry("ingress=\"storefront\"", 4),
            Map.entry("ingress=\"accounts\"", 1),
            Map.entry("http_requests_total{proxy=\"storefront\"}", 5),
            Map.entry("http_requests_total{proxy=\"chat\"}", 2),
            Map.entry("current_sessions{proxy=\"chat\"}", 700),
            Map.entry("queue=\"mails\"", 3),
            Map.entry("queue=\"reminders\"", 3),
            Map.entry("topic=\"orders\"", 3),
            Map.entry("search:requests:rate5m", 6),
            Map.entry("booking:http_requests:rate5m", 5),
            Map.entry("booking:cpu_utilization:percent", 55),
            Map.entry("deployment=\"booking\"", 4),
            Map.entry("deployment=\"catalog\"", 6));

    @TempDir
    Path directory;

    @BeforeAll
    static void needPromtool() {
        RealPrometheus.assumeInstalled();
    }

    private static String istio(String reporter, String from, String namespace, String code) {
        return "{reporter=\"" + reporter + "\",source_workload=\"" + from
                + "\",destination_service_name=\"storefront\"," + "destination_service_namespace=\"" + namespace
                + "\",response_code=\"" + code + "\"}";
    }

    private static String traefik(String service, String pod) {
        return "{service=\"shop-" + service + "-80@kubernetes\",code=\"200\",method=\"GET\",protocol=\"http\",pod=\""
                + pod + "\"}";
    }

    private static String rabbit(String queue, String channel) {
        return "{channel=\"" + channel + "\",queue=\"" + queue
                + "\",queue_vhost=\"/\",exchange=\"\",exchange_vhost=\"/\"}";
    }

    private static String kafka(String topic, String partition, String exporter) {
        return "{topic=\"" + topic + "\",partition=\"" + partition + "\",pod=\"" + exporter + "\"}";
    }

    private static String ready(String deployment, String namespace) {
        return "{deployment=\"" + deployment + "\",namespace=\"" + namespace + "\",pod=\"kube-state-metrics-a\"}";
    }

    /** All queries, the same one once. */
    private static List<String> queries() {
        return Examples.all().stream()
                .flatMap(example -> Stream.concat(stated(example), commented(example)))
                .distinct()
                .toList();
    }

    private static Stream<String> stated(Path example) {
        List<String> queries = new ArrayList<>();
        for (JsonNode entry : Examples.scaler(example).at("/spec/demand")) {
            for (String place : List.of(
                    "/query",
                    "/history/query",
                    "/capacityPerReplica/learned/replicasQuery",
                    "/capacityPerReplica/learned/utilizationQuery")) {
                queries.add(entry.at(place).asText());
            }
        }
        return queries.stream().filter(query -> !query.isEmpty());
    }

    private static Stream<String> commented(Path example) {
        try {
            return Files.readAllLines(example).stream()
                    .flatMap(line -> IN_COMMENT.matcher(line).results())
                    .map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int valueOf(String query) {
        List<Integer> values = VALUES.entrySet().stream()
                .filter(known -> query.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(values).as("what " + query + " comes to: say so here, once").hasSize(1);
        return values.getFirst();
    }

    private static String inQuotes(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Test
    void eachGiveOneSeriesOfWhatIsOffered() throws IOException, InterruptedException {
        String series = SERIES.entrySet().stream()
                .map(one -> "  - series: " + inQuotes(one.getKey()) + "\n    values: '" + one.getValue()
                        + (one.getValue().contains("+") ? "x20" : "+0x20") + "'\n")
                .collect(Collectors.joining());
        String expectations = queries().stream()
                .map(query -> "  - expr: " + inQuotes(query)
                        + "\n    eval_time: 10m\n    exp_samples: [{labels: '{}', value: " + valueOf(query) + "}]\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(
                directory.resolve("queries.yaml"),
                "tests:\n- interval: 1m\n  input_series:\n" + series + "  promql_expr_test:\n" + expectations);

        Process promtool = new ProcessBuilder("promtool", "test", "rules", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("promtool.log").toFile())
                .start();

        assertThat(promtool.waitFor())
                .as(Files.readString(directory.resolve("promtool.log")))
                .isZero();
    }

    @Test
    void areFoundInCommentsToo() {
        assertThat(queries())
                .hasSizeGreaterThanOrEqualTo(VALUES.size())
                .anyMatch(query -> query.contains("ingress=\"storefront\""));
    }
}
