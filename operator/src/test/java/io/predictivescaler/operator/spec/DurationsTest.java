package io.predictivescaler.operator.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            0s,       0
            90s,      90
            5m,       300
            1h30m,    5400
            1d,       86400
            28d,      2419200
            1w,       604800
            1w2d3h4m5s, 788645
            """)
    void readsWhatPromqlWrites(String text, long seconds) {
        assertThat(Durations.parse(text)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "m",
                "1y2q",
                "1y",
                "5ms",
                "-5m",
                "1.5h",
                "5m1h",
                "1m1m",
                " 5m",
                "5 m",
                "5M",
                "99999999999w",
                "P1D"
            })
    void refusesWhatItDoesNot(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,0s", "45,45s", "190,3m10s", "5400,1h30m", "604800,7d", "90061,1d1h1m1s", "-60,-1m"})
    void writesTheShortestText(long seconds, String text) {
        assertThat(Durations.format(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void readsBackWhatItWrote() {
        for (long seconds = 0; seconds < 2_000_000; seconds += 1_237) {
            Duration duration = Duration.ofSeconds(seconds);
            assertThat(Durations.parse(Durations.format(duration))).contains(duration);
        }
    }
}
