package io.predictivescaler.operator.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest
    @CsvSource({"1, 30", "2, 60", "3, 120", "4, 240", "5, 240", "1000, 240"})
    void doublesFromHalfAMinuteToFourGiveOrTakeAFifth(int tries, long seconds) {
        for (int seed = 0; seed < 100; seed++) {
            assertThat(new Backoff(seed).after(tries))
                    .isBetween(Duration.ofMillis(seconds * 800), Duration.ofMillis(seconds * 1200));
        }
    }

    @Test
    void differsBetweenEntriesAndNotBetweenRuns() {
        assertThat(new Backoff(1).after(1)).isEqualTo(new Backoff(1).after(1)).isNotEqualTo(new Backoff(2).after(1));
    }
}
