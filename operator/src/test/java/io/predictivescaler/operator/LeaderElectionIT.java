package io.predictivescaler.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRuleBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.config.Benefits;
import io.predictivescaler.operator.config.KillSwitchSettings;
import io.predictivescaler.operator.config.LeaderElectionSettings;
import io.predictivescaler.operator.config.LogFormat;
import io.predictivescaler.operator.config.MaxMode;
import io.predictivescaler.operator.config.OperatorSettings;
import io.predictivescaler.operator.config.PrometheusSettings;
import io.predictivescaler.operator.config.ReconcileSettings;
import io.predictivescaler.operator.config.ServerSettings;
import io.predictivescaler.operator.config.WatchSettings;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.time.SystemTimekeeping;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class LeaderElectionIT {
    /** A Lease that nobody renews is free after 15 s. */
    private static final Duration LONGEST_TAKE_OVER = Duration.ofSeconds(60);

    KubernetesMockServer server;
    KubernetesClient client;

    private final AtomicInteger deposed = new AtomicInteger();
    private final SystemTimekeeping time = new SystemTimekeeping(Clock.systemUTC());

    /** The mock has no authorizer; the framework asks it whether Leases may be written. */
    @BeforeEach
    void allowLeases() {
        server.expect()
                .post()
                .withPath("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews")
                .andReturn(
                        201,
                        new SelfSubjectRulesReviewBuilder()
                                .withNewStatus()
                                .withResourceRules(new ResourceRuleBuilder()
                                        .withApiGroups("coordination.k8s.io")
                                        .withResources("leases")
                                        .withVerbs("*")
                                        .build())
                                .endStatus()
                                .build())
                .always();
    }

    @Test
    void onlyTheLeaderActsAndAnotherTakesOverWhenItStops() throws IOException, InterruptedException {
        OperatorRuntime leader = start();
        Awaitility.await()
                .atMost(LONGEST_TAKE_OVER)
                .untilAsserted(() -> assertThat(holder()).isNotEmpty());
        String first = holder();
        try (OperatorRuntime standby = start()) {
            assertThat(standby.telemetryPort())
                    .as("one that waits serves its probes")
                    .isPositive();
            client.resource(OperatorFixture.scaler("checkout", "Observe", "")).create();
            Awaitility.await()
                    .atMost(LONGEST_TAKE_OVER)
                    .untilAsserted(() -> assertThat(conditions()).contains("TargetNotFound"));
            assertThat(holder()).isEqualTo(first);
            assertThat(page(leader)).contains("predictive_scaler_leader 1.0", "name=\"checkout\"");
            assertThat(page(standby))
                    .as("one that waits tells of no resources")
                    .contains("predictive_scaler_leader 0.0")
                    .doesNotContain("name=\"checkout\"");

            leader.close();

            Awaitility.await()
                    .atMost(LONGEST_TAKE_OVER)
                    .untilAsserted(() -> assertThat(holder()).isNotEmpty().isNotEqualTo(first));
            assertThat(deposed).as("closing is not losing").hasValue(0);
            Awaitility.await()
                    .atMost(LONGEST_TAKE_OVER)
                    .untilAsserted(() ->
                            assertThat(page(standby)).contains("predictive_scaler_leader 1.0", "name=\"checkout\""));
            client.resource(OperatorFixture.scaler("second", "Observe", "timeZone: Mars/Base"))
                    .create();
            Awaitility.await()
                    .atMost(LONGEST_TAKE_OVER)
                    .untilAsserted(() -> assertThat(conditions()).contains("InvalidSpec"));
        }
    }

    private static String page(OperatorRuntime operator) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI metrics = URI.create("http://127.0.0.1:" + operator.telemetryPort() + "/metrics");
            return http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private OperatorRuntime start() {
        return OperatorRuntime.start(
                client,
                new OperatorSettings(
                        new PrometheusSettings(
                                new PrometheusSettings.OwnSource.None(),
                                List.of(),
                                Duration.ofSeconds(5),
                                8,
                                32L << 20),
                        new ReconcileSettings(Duration.ofSeconds(60), 1, 4, Benefits.Daily),
                        new WatchSettings.AllNamespaces(),
                        new LeaderElectionSettings.On(
                                "predictive-scaler",
                                new LeaderElectionSettings.LeaseNamespace.Named(OperatorFixture.NAMESPACE)),
                        new ServerSettings(0, "127.0.0.1"),
                        MaxMode.Enforce,
                        new KillSwitchSettings("predictive-scaler-kill-switch"),
                        LogFormat.text),
                time,
                deposed::incrementAndGet);
    }

    private String holder() {
        var lease = client.leases()
                .inNamespace(OperatorFixture.NAMESPACE)
                .withName("predictive-scaler")
                .get();
        return lease == null || lease.getSpec().getHolderIdentity() == null
                ? ""
                : lease.getSpec().getHolderIdentity();
    }

    private String conditions() {
        return client.resources(PredictiveScaler.class)
                .inNamespace(OperatorFixture.NAMESPACE)
                .list()
                .getItems()
                .toString();
    }
}
