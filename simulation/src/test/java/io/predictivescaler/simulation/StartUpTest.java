package io.predictivescaler.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StartUpTest {
    private static final StartUp SAMPLED = StartUp.sampled(Duration.ofSeconds(60), 0.3, 7);

    @Test
    void sampledIsAFunctionOfThePodsNumberAndTheSeed() {
        assertThat(SAMPLED.of(5)).isEqualTo(SAMPLED.of(5)).isNotEqualTo(SAMPLED.of(6));
        assertThat(StartUp.sampled(Duration.ofSeconds(60), 0.3, 8).of(5)).isNotEqualTo(SAMPLED.of(5));
    }

    @Test
    void sampledHasTheMedianAndTheTailAskedFor() {
        long[] millis = LongStream.range(0, 20_000)
                .map(pod -> SAMPLED.of(pod).toMillis())
                .sorted()
                .toArray();

        assertThat(millis[10_000] / 60_000.0).isCloseTo(1, offset(0.02));
        assertThat(millis[18_000] / 60_000.0).isCloseTo(1.47, offset(0.03));
    }

    @Test
    void refusesTimesThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> StartUp.fixed(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> StartUp.sampled(Duration.ZERO, 0.3, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> StartUp.sampled(Duration.ofSeconds(60), -0.1, 1));
    }
}
