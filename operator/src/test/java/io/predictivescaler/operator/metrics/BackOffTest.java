package io.predictivescaler.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff =
            new BackOff(new SplittableRandom(7), unused -> {}, Duration.ofMillis(500), Duration.ofSeconds(10));

    private Duration longestOf(int attempt) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> backOff.after(attempt))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    @Test
    void doublesItsBoundWithEachTryUpToTheLongest() {
        assertThat(longestOf(1)).isBetween(Duration.ofMillis(480), Duration.ofMillis(500));
        assertThat(longestOf(2)).isBetween(Duration.ofMillis(960), Duration.ofMillis(1_000));
        assertThat(longestOf(4)).isBetween(Duration.ofMillis(3_800), Duration.ofMillis(4_000));
        assertThat(longestOf(1_000)).isBetween(Duration.ofMillis(9_500), Duration.ofSeconds(10));
    }

    @Test
    void spreadsClientsFromNothingOn() {
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> backOff.after(3)).distinct())
                .hasSizeGreaterThan(500)
                .anyMatch(pause -> pause.compareTo(Duration.ofMillis(50)) < 0);
    }
}
