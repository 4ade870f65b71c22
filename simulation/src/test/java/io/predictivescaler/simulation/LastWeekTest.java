package io.predictivescaler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.Bounds;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Demand of 100 but for a burst of 430 from 09:00 to 10:00 on Monday the 16th; replicas carry 50. */
class LastWeekTest {
    private static final Instant KNOWN_FROM = Instant.parse("2026-11-16T00:00:00Z");
    private static final Instant BURST = Instant.parse("2026-11-16T09:00:00Z");
    private static final LastWeek STEERING = new LastWeek(
            time -> time.isBefore(BURST) || !time.isBefore(BURST.plus(Duration.ofHours(1))) ? 100 : 430,
            KNOWN_FROM,
            50,
            Duration.ofMinutes(15),
            Duration.ofMinutes(1),
            new Bounds(1, 8));

    private static int floorAt(String time) {
        World world = World.at(
                Instant.parse(time),
                1,
                WorldSettings.of(
                        HpaSettings.targeting(70),
                        Workload.carrying(50, 70, StartUp.fixed(Duration.ofMinutes(1))),
                        MetricsPipeline.lagging(Duration.ofSeconds(30))));
        return STEERING.boundsIn(world).minReplicas();
    }

    @Test
    void needsWhatTheSameTimeLastWeekNeeded() {
        assertThat(floorAt("2026-11-23T08:00:00Z")).isEqualTo(2);
    }

    @Test
    void looksAheadAndStaysWithinItsRange() {
        assertThat(floorAt("2026-11-23T08:44:00Z")).isEqualTo(2);
        assertThat(floorAt("2026-11-23T08:45:00Z")).isEqualTo(8);
        assertThat(floorAt("2026-11-23T09:59:00Z")).isEqualTo(8);
        assertThat(floorAt("2026-11-23T10:00:00Z")).isEqualTo(2);
    }

    @Test
    void knowsNothingBeforeAWeekHasPassed() {
        assertThat(floorAt("2026-11-22T23:59:00Z")).isEqualTo(1);
    }
}
