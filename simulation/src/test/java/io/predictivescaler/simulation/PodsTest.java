package io.predictivescaler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PodsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final StartUp MINUTE = StartUp.fixed(Duration.ofMinutes(1));

    @Test
    void startAtOnceAndAreReadyAfterTheirStartUp() {
        Pods pods = Pods.readySince(NOW, 2).scaledTo(5, NOW, MINUTE);

        assertThat(pods.count()).isEqualTo(5);
        assertThat(pods.ready(NOW.plusSeconds(59))).isEqualTo(2);
        assertThat(pods.ready(NOW.plusSeconds(60))).isEqualTo(5);
        assertThat(pods.started()).isEqualTo(5);
    }

    @Test
    void loseThoseThatAreNotReadyFirst() {
        Pods pods = Pods.readySince(NOW, 2).scaledTo(5, NOW, MINUTE);

        assertThat(pods.scaledTo(3, NOW.plusSeconds(30), MINUTE).ready(NOW.plusSeconds(30)))
                .isEqualTo(2);
    }

    @Test
    void loseThoseThatBecameReadyLastWhenAllAreReady() {
        Pods pods = Pods.readySince(NOW, 2)
                .scaledTo(3, NOW, MINUTE)
                .scaledTo(4, NOW.plusSeconds(5), number -> Duration.ZERO);

        assertThat(pods.scaledTo(3, NOW.plusSeconds(120), MINUTE).pods())
                .extracting(Pod::number)
                .containsExactly(0L, 1L, 3L);
    }

    @Test
    void takeTheirStartUpFromTheirNumber() {
        StartUp growing = number -> Duration.ofSeconds(10 * number);
        Pods pods = Pods.readySince(NOW, 1).scaledTo(4, NOW, growing);

        assertThat(pods.ready(NOW.plusSeconds(20))).isEqualTo(3);
        assertThat(pods.ready(NOW.plusSeconds(30))).isEqualTo(4);
    }
}
