package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a raised floor must survive: edits of the spec, a status that cannot be written, a webhook that says no. */
@EnableKubernetesMockClient(crud = true, https = false)
class HardTimesIT {
    private static final Instant MORNING = Instant.parse("2026-11-03T09:30:00Z");
    private static final Instant EVENING = Instant.parse("2026-11-03T16:50:00Z");
    private static final int RAISED = 18;
    private static final String SPEC = "leadTime: {fixed: 5m}";

    KubernetesMockServer server;
    KubernetesClient client;
    private PrometheusStub prometheus;

    @BeforeEach
    void startPrometheus() {
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
    }

    @AfterEach
    void stopPrometheus() {
        prometheus.close();
    }

    private OperatorFixture raisedAt(Instant time) {
        OperatorFixture operator = OperatorFixture.on(client, prometheus.url(), time)
                .withHpa(2, 40)
                .withScaler("Enforce", SPEC)
                .start();
        operator.await(() -> assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED));
        operator.settle();
        return operator;
    }

    private void refuse(String path, int code, String message) {
        server.expect()
                .patch()
                .withPath(path)
                .andReturn(
                        code,
                        new StatusBuilder()
                                .withStatus("Failure")
                                .withCode(code)
                                .withMessage(message)
                                .build())
                .always();
    }

    @Test
    void anEditedSpecReleasesNothingWhilePrometheusIsAway() {
        try (OperatorFixture operator = raisedAt(MORNING)) {
            int raised = operator.floor();
            prometheus.close();

            operator.respec("Enforce", SPEC + "\ntimeZone: Europe/Berlin");
            operator.await(
                    () -> assertThat(operator.status().observedGeneration()).isEqualTo(2));
            operator.pass(Duration.ofMinutes(30));

            assertThat(operator.floor()).isEqualTo(raised);
        }
    }

    @Test
    void aStatusThatCannotBeWrittenDoesNotHastenARelease() {
        try (OperatorFixture operator = raisedAt(EVENING)) {
            int raised = operator.floor();
            refuse(
                    "/apis/predictivescaler.io/v1alpha1/namespaces/shop/predictivescalers/checkout/status"
                            + "?fieldManager=predictive-scaler",
                    403,
                    "may not write the status");

            List<Instant> releases = new ArrayList<>();
            for (int floor = raised;
                    operator.now().isBefore(Instant.parse("2026-11-03T18:20:00Z"));
                    floor = operator.floor()) {
                operator.pass(Duration.ofMinutes(1));
                if (operator.floor() < floor) {
                    releases.add(operator.now());
                }
            }

            assertThat(releases).hasSizeGreaterThan(2);
            for (int i = 1; i < releases.size(); i++) {
                assertThat(Duration.between(releases.get(i - 1), releases.get(i)))
                        .isGreaterThanOrEqualTo(Duration.ofMinutes(3));
            }
        }
    }

    @Test
    void aWebhookThatSaysNoIsNamedInTheConditions() {
        refuse(
                "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/checkout?fieldManager=predictive-scaler",
                400,
                "admission webhook denied the request: floors are frozen");
        try (OperatorFixture operator = OperatorFixture.on(client, prometheus.url(), MORNING)
                .withHpa(2, 40)
                .withScaler("Enforce", SPEC)
                .start()) {
            operator.await(() -> assertThat(operator.condition("Enforcing")).isEqualTo("False, PatchRefused"));

            assertThat(operator.message("Enforcing")).contains("floors are frozen");
            assertThat(operator.condition("Ready")).isEqualTo("False, PatchRefused");
            assertThat(operator.floor()).isEqualTo(2);
        }
    }
}
