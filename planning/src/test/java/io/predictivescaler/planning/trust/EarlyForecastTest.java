package io.predictivescaler.planning.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlyForecastTest {
    private static final double USUAL = 300;

    @ParameterizedTest(name = "median {0}, P95 {1}, came {2}: {3}")
    @CsvSource(textBlock = """
            # within what was thought possible
            100, 180, 170,  0
            100, 180,  60,  0
            # as many times under the median as the P95 is above it
            100, 180, 190,  1
            100, 180,  50, -1
            # outside, and not by half
            100, 110, 145,  0
            100, 110,  70,  0
            100, 110, 160,  1
            100, 110,  60, -1
            # a call at night where there are hundreds by day
              0,   0,   1,  0
              0,   0,  10,  1
              0,   0,   0,  0
            """)
    void tellsWhichWayDemandWentAstray(double median, double high, double came, int expected) {
        assertThat(new EarlyForecast(1, median, high).strayed(came, USUAL)).isEqualTo(expected);
    }
}
