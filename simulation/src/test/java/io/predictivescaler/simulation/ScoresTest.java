package io.predictivescaler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.simulation.Moment.Supply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    private static Moment moment(Duration length, int created, int started, int needed, Supply supply) {
        return new Moment(START, length, 100, created, created, created, created, started, needed, supply);
    }

    @Test
    void addUpShortMinutesReplicaHoursWasteAndStarts() {
        Scores scores = Scores.of(List.of(
                moment(Duration.ofMinutes(30), 10, 0, 8, Supply.Enough),
                moment(Duration.ofMinutes(15), 12, 2, 14, Supply.Short),
                moment(Duration.ofSeconds(15), 12, 0, 14, Supply.Short)));

        assertThat(scores.shortMinutes()).isEqualTo(15.25);
        assertThat(scores.replicaHours()).isCloseTo(5 + 3 + 0.05, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(scores.wastedReplicaMinutes()).isEqualTo(60);
        assertThat(scores.podStarts()).isEqualTo(2);
        assertThat(scores.shortShare()).isCloseTo(15.25 / 45.25, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void ofAnEmptyRunAreZero() {
        assertThat(Scores.none().shortShare()).isZero();
        assertThat(Scores.none().replicaHours()).isZero();
    }
}
