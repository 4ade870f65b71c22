package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true, https = false)
class OwnMistakesIT {
    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void start() {
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
        operator = OperatorFixture.on(client, prometheus.url(), Instant.parse("2026-11-03T12:00:00Z"));
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    @Test
    void areToldOnTheResourceAndOverWithTheirCause() {
        // No real API server holds an autoscaler without a spec, so the operator is not made for one.
        client.resource(new HorizontalPodAutoscalerBuilder()
                        .withNewMetadata()
                        .withNamespace(OperatorFixture.NAMESPACE)
                        .withName(OperatorFixture.NAME)
                        .endMetadata()
                        .build())
                .create();
        operator.withScaler("Observe", "").start();
        operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("False, InternalError"));
        assertThat(operator.message(OperatorFixture.NAME, "Ready")).contains("please report it");

        operator.hpaResource().delete();
        operator.withHpa(2, 40).pass(Duration.ofMinutes(2));

        operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("True, AsExpected"));
    }
}
