package io.predictivescaler.operator.cli;

import static io.predictivescaler.operator.testkit.OperatorFixture.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.operator.scale.TargetLookup;
import io.predictivescaler.operator.scale.Targets;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import io.predictivescaler.operator.testkit.prometheus.Reply;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Demand needs 2 replicas by night and 20 from 9 to 17 o'clock; it is a quarter to eight. */
@DisplayName("The command plan")
@EnableKubernetesMockClient(crud = true, https = false)
class PlanCommandIT {
    private static final Instant MORNING = Instant.parse("2026-11-03T07:45:00Z");

    /** Days enough to be trusted; more would take longer to fit, here too. */
    private static final String DEMAND = """
            leadTime: {fixed: 5m}
            demand:
            - query: %s
              unit: req/s
              capacityPerReplica: {fixed: 50}
              history: {lookback: 5d, step: 5m}
            """.formatted(QUERY);

    /** Needs no Prometheus and no fit. */
    private static final String CALENDAR = """
            leadTime: {learned: {fallback: 4m}}
            calendar:
            - {name: sale, start: 2026-11-03T07:40:00Z, end: 2026-11-03T12:00:00Z, minReplicas: 10}
            """;

    private static final String SCALERS = "/apis/predictivescaler.io/v1alpha1/namespaces/shop/predictivescalers";

    KubernetesMockServer server;
    KubernetesClient client;
    private PrometheusStub prometheus;

    @TempDir
    Path files;

    @BeforeEach
    void start() {
        prometheus = PrometheusStub.start().serving(QUERY, Week.daily());
    }

    @AfterEach
    void stop() {
        prometheus.close();
    }

    @Nested
    class OfAResourceThatObserves {
        @Test
        void tellsWhatEnforceWouldDoTodayAndOnlyReads() throws Exception {
            withHpa(2, 15);
            withScaler("Observe", DEMAND);
            int before = server.getRequestCount();

            Path page = files.resolve("plan.html");
            ProgramRun run = plan("shop/checkout", "--html", page.toString());

            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
            assertThat(run.out().lines())
                    .startsWith(
                            "shop/checkout, mode Observe, of HorizontalPodAutoscaler 'checkout'",
                            "Tue 2026-11-03 07:45 (UTC); asked read-only, nothing was written")
                    .contains("  in force      minReplicas 2, maxReplicas 15, which is the baseline; 2 replicas run")
                    .anyMatch(line ->
                            line.matches(" {2}Tue 07:5\\d +2 → 7 +P90 demand of 325 req/s at 08:15 UTC needs 7 .*"))
                    .anyMatch(line -> line.matches(" {2}Tue 17:\\d\\d to 1[78]:\\d\\d 15 → 3 .*"))
                    .allSatisfy(line ->
                            assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(100));
            assertThat(run.out().replaceAll("\\s+", " "))
                    .contains(
                            "With Enforce the operator would leave minReplicas at 2 now:",
                            "The next 24h, with Enforce (UTC)",
                            "08:45 UTC needs 16 replicas, later up to 20, maximum 15: raise maxReplicas");
            assertThat(verbsSince(before)).containsExactly("GET");
            assertThat(page)
                    .content()
                    .contains("<title>shop/checkout: the next 24h</title>")
                    .contains("With Enforce the operator would leave minReplicas at 2 now: P90 demand of 100 req/s")
                    .contains("<td class=\"number\">2 → 7</td>")
                    .contains("\"label\":\"Needed at P90\"");
        }
    }

    @Nested
    class OfAResourceThatEnforces {
        private static final Instant RUSH = Instant.parse("2026-11-03T08:20:00Z");

        @Test
        void agreesWithTheOperatorThatIsStartedThen() throws IOException {
            withHpa(2, 40);
            withScaler("Enforce", DEMAND);

            JsonNode plan = json(planAt(RUSH, "shop/checkout", "--json"));

            assertThat(plan.at("/now/writes").asBoolean()).isTrue();
            assertThat(plan.at("/now/sentence").asText())
                    .matches("The operator would raise minReplicas from 2 to \\d+ now");
            assertThat(plan.at("/ahead/moves/0/to")).isEqualTo(plan.at("/now/planned"));
            assertThat(plan.at("/ahead/points")).hasSize(288);
            try (OperatorFixture operator =
                    OperatorFixture.on(client, prometheus.url(), RUSH).start()) {
                operator.await(() -> assertThat(operator.floor())
                        .isEqualTo(plan.at("/now/planned/min_replicas").asInt()));
                assertThat(operator.status().decision().message())
                        .isEqualTo(plan.at("/now/message").asText());
            }
        }

        @Test
        void seesWhatStandsOnTheTargetAsARestartedOperatorDoes() throws IOException {
            withHpa(2, 40);
            withScaler("Enforce", CALENDAR.replace("12:00", "07:44"));
            String uid = client.resources(PredictiveScaler.class)
                    .inNamespace("shop")
                    .withName("checkout")
                    .require()
                    .getMetadata()
                    .getUid();
            TargetKey key = TargetKey.of(TargetKind.HorizontalPodAutoscaler, "shop", "checkout");
            Target target = ((TargetLookup.Found) new Targets(client).find(key)).target();
            new Targets(client)
                    .apply(
                            target,
                            new BoundsRecord(
                                    target.bounds().targetUid(),
                                    uid,
                                    Baseline.of(2, 40),
                                    new Bounds(9, 40),
                                    MORNING.plusSeconds(3600)));

            JsonNode plan = json(plan("shop/checkout", "--json"));

            assertThat(plan.at("/now/baseline/min_replicas").asInt()).isEqualTo(2);
            assertThat(plan.at("/now/in_force/min_replicas").asInt()).isEqualTo(9);
            // It does not know when the last release was: in doubt none at once.
            assertThat(plan.at("/now/planned/min_replicas").asInt()).isEqualTo(9);
        }
    }

    @Nested
    class OfAFile {
        @Test
        void isToldAsIfItWasApplied() throws IOException {
            withHpa(2, 40);
            crdIsMissing();

            ProgramRun run = plan("--file", file("Enforce", CALENDAR), "--json");

            assertThat(run.err()).isEmpty();
            JsonNode plan = json(run);
            assertThat(plan.at("/resource").asText()).isEqualTo("shop/checkout");
            assertThat(plan.at("/now/reason").asText()).isEqualTo("CalendarRaise");
            assertThat(plan.at("/now/planned/min_replicas").asInt()).isEqualTo(10);
            assertThat(plan.at("/lead_time/source").asText()).isEqualTo("Fallback");
            assertThat(plan.at("/lead_time/seconds").asInt()).isEqualTo(240 + 75);
            assertThat(plan.at("/notes").toString()).contains("A start-up of 4m is assumed");
        }

        @Test
        void thatIsNoPredictiveScalerIsRefusedByItsName() throws IOException {
            Path other = Files.writeString(files.resolve("other.yaml"), "apiVersion: v1\nkind: ConfigMap\n");

            assertThat(plan("--file", other.toString()))
                    .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                    .satisfies(run -> assertThat(run.err())
                            .contains("--file: ", "other.yaml holds no PredictiveScaler but ConfigMap"));
            assertThat(plan("--file", files.resolve("none.yaml").toString()).err())
                    .contains("--file: There is no file ", "none.yaml");
        }

        @Test
        void withAWrongTypeIsRefusedByItsField() throws IOException {
            Path wrong = Files.writeString(
                    files.resolve("wrong.yaml"),
                    Files.readString(Path.of(file("Enforce", DEMAND))).replace("unit: \"req/s\"", "unit: {a: b}"));

            assertThat(plan("--file", wrong.toString()).err()).contains("spec.demand[0].unit");
        }

        @Test
        void withAMisspelledFieldIsRefusedByItsName() throws IOException {
            Path wrong = Files.writeString(
                    files.resolve("wrong.yaml"),
                    Files.readString(Path.of(file("Enforce", DEMAND))).replace("unit:", "unti:"));

            assertThat(plan("--file", wrong.toString()).err()).contains("spec.demand[0].unti");
        }
    }

    @Nested
    class WithoutAnAnswer {
        @Test
        void namesTheResourcesThatThereAre() {
            withScaler("Observe", CALENDAR);

            ProgramRun run = plan("shop/chekout");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains(
                            "there is no PredictiveScaler 'chekout' in namespace shop, but 'checkout': correct the name");
        }

        @Test
        void saysThatTheDefinitionIsMissing() {
            crdIsMissing();

            ProgramRun run = plan("shop/checkout");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("this cluster knows no PredictiveScaler: apply its definition from crds/");
        }

        @Test
        void saysWhichPermissionIsMissing() {
            refuse(SCALERS + "/checkout", 403);

            ProgramRun run = plan("shop/checkout");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains("this account may not get predictivescalers.predictivescaler.io in namespace shop");
        }

        @Test
        void saysWhichPermissionOfTheTargetIsMissingAndWhatIsKnown() {
            withScaler("Observe", CALENDAR);
            refuse("/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/checkout", 403);

            ProgramRun run = plan("shop/checkout");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains("this account may not get horizontalpodautoscalers.autoscaling in namespace shop");
            assertThat(run.out()).contains("Known all the same", "the calendar says what is needed");
        }

        @Test
        void listsEveryProblemOfTheSpec() {
            withScaler("Observe", "timeZone: Europe/Bielefeld\nforecast: {maxAge: soon}\n" + DEMAND);

            ProgramRun run = plan("shop/checkout");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err().lines())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("predictive-scaler: spec."))
                    .anyMatch(line -> line.contains("timeZone"))
                    .anyMatch(line -> line.contains("maxAge"));
        }

        @Test
        void tellsWhatIsKnownWhereAQueryGivesManySeries() {
            withHpa(2, 40);
            withScaler("Enforce", DEMAND);
            prometheus.serving(QUERY, Reply.series("{\"pod\":\"a\"}", "{\"pod\":\"b\"}"));

            ProgramRun run = plan("shop/checkout");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("predictive-scaler: demand entry 'demand'")
                    .contains("2 series");
            assertThat(run.out())
                    .contains("minReplicas 2, maxReplicas 40, which is the baseline", "The bounds stay as they are.");
        }
    }

    @Nested
    class UnderAKillSwitch {
        @Test
        void saysSo() throws IOException {
            withHpa(2, 40);
            withScaler("Enforce", CALENDAR);
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withNamespace("ops")
                            .withName("predictive-scaler-kill-switch")
                            .endMetadata()
                            .addToData("mode", "Freeze")
                            .build())
                    .create();

            JsonNode plan = json(plan("shop/checkout", "--json", "--operator-namespace", "ops"));

            assertThat(plan.at("/kill_switch").asText()).isEqualTo("Freeze");
            assertThat(plan.at("/now/reason").asText()).isEqualTo("KillSwitchFreeze");
            assertThat(plan.at("/ahead/moves")).isEmpty();
        }
    }

    private ProgramRun plan(String... arguments) {
        return planAt(MORNING, arguments);
    }

    private ProgramRun planAt(Instant now, String... arguments) {
        return ProgramRun.at(
                now,
                () -> new KubernetesClientBuilder()
                        .withConfig(client.getConfiguration())
                        .build(),
                Stream.concat(
                                Stream.of(
                                        "plan",
                                        "--prometheus-url",
                                        prometheus.url().toString()),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static JsonNode json(ProgramRun run) throws IOException {
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private void withHpa(int min, int max) {
        client.resource(OperatorFixture.hpaOf("checkout", min, max).build()).create();
    }

    private void withScaler(String mode, String spec) {
        client.resource(scaler(mode, spec)).create();
    }

    /** @param spec YAML, indented by none */
    private static PredictiveScaler scaler(String mode, String spec) {
        return new KubernetesSerialization().unmarshal("""
                        apiVersion: predictivescaler.io/v1alpha1
                        kind: PredictiveScaler
                        metadata: {name: checkout, namespace: shop}
                        spec:
                          targetRef: {name: checkout}
                          mode: %s
                        """.formatted(mode) + spec.indent(2), PredictiveScaler.class);
    }

    private String file(String mode, String spec) throws IOException {
        String yaml = new KubernetesSerialization().asYaml(scaler(mode, spec));
        return Files.writeString(files.resolve("scaler.yaml"), yaml).toString();
    }

    private void crdIsMissing() {
        refuse(SCALERS, 404);
    }

    private void refuse(String path, int status) {
        server.expect()
                .get()
                .withPath(path)
                .andReturn(
                        status,
                        new StatusBuilder()
                                .withCode(status)
                                .withMessage("refused")
                                .build())
                .always();
    }

    private Set<String> verbsSince(int before) throws InterruptedException {
        Set<String> verbs = new HashSet<>();
        int all = server.getRequestCount();
        for (int i = 0; i < all; i++) {
            String verb = server.takeRequest().getMethod();
            if (i >= before) {
                verbs.add(verb);
            }
        }
        return verbs;
    }
}
