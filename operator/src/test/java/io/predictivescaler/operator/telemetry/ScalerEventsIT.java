package io.predictivescaler.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.predictivescaler.planning.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true, https = false)
class ScalerEventsIT {
    private static final ScalerEvent RAISED =
            ScalerEvent.normal(Reason.ForecastRaise, "431 req/s at 08:40 need 9 replicas");

    private KubernetesMockServer server;
    private KubernetesClient client;
    private Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private ScalerEvents events;

    @BeforeEach
    void start() {
        events = new ScalerEvents(client, () -> now);
    }

    /** Stands in for a PredictiveScaler: an event needs only what every object has. */
    private static ConfigMap resource(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName(name)
                .withUid("uid-of-" + name)
                .endMetadata()
                .build();
    }

    private List<Event> written() {
        return client.v1().events().inNamespace("shop").list().getItems();
    }

    @Test
    void areAboutTheirResource() {
        events.publish(resource("checkout"), RAISED);

        assertThat(written()).singleElement().satisfies(event -> {
            assertThat(event.getInvolvedObject().getKind()).isEqualTo("ConfigMap");
            assertThat(event.getInvolvedObject().getName()).isEqualTo("checkout");
            assertThat(event.getInvolvedObject().getUid()).isEqualTo("uid-of-checkout");
            assertThat(event.getType()).isEqualTo("Normal");
            assertThat(event.getReason()).isEqualTo("ForecastRaise");
            assertThat(event.getMessage()).isEqualTo("431 req/s at 08:40 need 9 replicas");
            assertThat(event.getSource().getComponent()).isEqualTo("predictive-scaler");
            assertThat(event.getFirstTimestamp()).isEqualTo("2026-11-23T08:00:00Z");
            assertThat(event.getCount()).isEqualTo(1);
        });
    }

    @Test
    void areCountedWhenTheyAreRepeatedWithinAnHour() {
        events.publish(resource("checkout"), RAISED);
        now = now.plus(Duration.ofMinutes(59));
        events.publish(resource("checkout"), RAISED);
        now = now.plus(Duration.ofMinutes(59));
        events.publish(resource("checkout"), RAISED);

        assertThat(written()).singleElement().satisfies(event -> {
            assertThat(event.getCount()).isEqualTo(3);
            assertThat(event.getFirstTimestamp()).isEqualTo("2026-11-23T08:00:00Z");
            assertThat(event.getLastTimestamp()).isEqualTo("2026-11-23T09:58:00Z");
        });
    }

    @Test
    void areNewAfterAnHour() {
        events.publish(resource("checkout"), RAISED);
        now = now.plus(Duration.ofHours(1));
        events.publish(resource("checkout"), RAISED);

        assertThat(written()).hasSize(2).allMatch(event -> event.getCount() == 1);
    }

    @Test
    void areApartByResourceReasonAndMessage() {
        events.publish(resource("checkout"), RAISED);
        events.publish(resource("search"), RAISED);
        events.publish(resource("checkout"), ScalerEvent.normal(Reason.ForecastRaise, "another"));
        events.publish(resource("checkout"), ScalerEvent.warning(ConditionReason.NoSeries, RAISED.message()));

        assertThat(written()).hasSize(4).allMatch(event -> event.getCount() == 1);
    }

    @Test
    void areWrittenAnewWhenTheyWereDeleted() {
        events.publish(resource("checkout"), RAISED);
        client.v1().events().inNamespace("shop").delete();
        now = now.plus(Duration.ofMinutes(1));
        events.publish(resource("checkout"), RAISED);

        assertThat(written())
                .singleElement()
                .satisfies(event -> assertThat(event.getCount()).isEqualTo(1));
    }

    @Test
    void areShortenedToWhatTheApiTakes() {
        events.publish(resource("checkout"), ScalerEvent.warning(ConditionReason.InvalidSpec, "x".repeat(2000)));

        assertThat(written())
                .singleElement()
                .satisfies(event -> assertThat(event.getMessage()).hasSize(1024).endsWith("x…"));
    }

    @Test
    void breakNothingWhenTheyCannotBeWritten() {
        server.shutdown();
        Config withoutRetries = new ConfigBuilder(client.getConfiguration())
                .withRequestRetryBackoffLimit(0)
                .build();
        try (KubernetesClient cutOff =
                new KubernetesClientBuilder().withConfig(withoutRetries).build()) {
            ScalerEvents unheard = new ScalerEvents(cutOff, () -> now);

            assertThatCode(() -> unheard.publish(resource("checkout"), RAISED)).doesNotThrowAnyException();
        }
    }
}
