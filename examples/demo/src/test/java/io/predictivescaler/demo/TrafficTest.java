package io.predictivescaler.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static double[] values(Scenario scenario) {
        long minutes =
                Duration.between(scenario.curve().start(), scenario.end()).toMinutes();
        return LongStream.range(0, minutes)
                .mapToDouble(m -> scenario.curve().at(scenario.curve().start().plus(Duration.ofMinutes(m))))
                .toArray();
    }

    private static double mean(Scenario scenario, Instant from, int minutes) {
        return LongStream.range(0, minutes)
                .mapToDouble(m -> scenario.curve().at(from.plus(Duration.ofMinutes(m))))
                .average()
                .orElseThrow();
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(values(Traffic.scenario(7, 2))).isEqualTo(values(Traffic.scenario(7, 2)));
        assertThat(values(Traffic.scenario(7, 2))).isNotEqualTo(values(Traffic.scenario(8, 2)));
    }

    @Test
    void onlyGrowsAtItsEndWithMoreDays() {
        assertThat(values(Traffic.scenario(7, 3))).startsWith(values(Traffic.scenario(7, 2)));
    }

    @Test
    void hasFourWeeksOfPast() {
        Scenario scenario = Traffic.scenario(1, 5);
        assertThat(Duration.between(scenario.curve().start(), scenario.liveFrom()))
                .isEqualTo(Duration.ofDays(28));
        assertThat(scenario.length()).isEqualTo(Duration.ofDays(5));
        assertThat(scenario.curve().end()).isEqualTo(scenario.end());
    }

    @Test
    void rampsUpOnWeekdayMorningsAndLaterOnWeekends() {
        Scenario scenario = Traffic.scenario(1, 5);
        double thursday = mean(scenario, Instant.parse("2026-03-05T09:00:00Z"), 60);
        double thursdayNight = mean(scenario, Instant.parse("2026-03-05T03:00:00Z"), 60);
        double saturday = mean(scenario, Instant.parse("2026-03-07T09:00:00Z"), 60);
        assertThat(thursday).isGreaterThan(4 * thursdayNight).isGreaterThan(1.5 * saturday);
    }

    @Test
    void rushesAtNoonEveryDay() {
        Scenario scenario = Traffic.scenario(1, 5);
        for (Instant noon = Instant.parse("2026-03-05T12:00:00Z");
                noon.isBefore(scenario.end());
                noon = noon.plus(Duration.ofDays(1))) {
            double before = mean(scenario, noon.minus(Duration.ofMinutes(10)), 10);
            assertThat(mean(scenario, noon.plus(Duration.ofMinutes(3)), 10))
                    .as("after %s", noon)
                    .isGreaterThan(before + 300);
        }
    }

    @Test
    void stillFitsTheAutoscalersMaximumForManySeeds() {
        double most = Checkout.BOUNDS.maxReplicas() * Checkout.CAPACITY_PER_REPLICA;
        for (long seed = 0; seed < 20; seed++) {
            assertThat(Traffic.scenario(seed, 5).curve().largestMean(Duration.ofMinutes(5)))
                    .as("seed %d", seed)
                    .isBetween(1000.0, most);
        }
    }
}
