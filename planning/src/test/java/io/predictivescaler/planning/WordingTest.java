package io.predictivescaler.planning;

import static io.predictivescaler.planning.testkit.Demand.from;
import static io.predictivescaler.planning.testkit.Scene.NOW;
import static io.predictivescaler.planning.testkit.Scene.scene;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            0, 0
            431.4, 431
            49.96, 50
            1234.5, 1230
            0.00123456, 0.00123
            1234567, 1230000
            3.2e12, 3.20e+12
            """)
    void writesThreeSignificantDigits(double value, String text) {
        assertThat(Wording.quantity(value, "")).isEqualTo(text);
        assertThat(Wording.quantity(value, "req/s")).isEqualTo(text + " req/s");
    }

    @Test
    void writesTheDigitsThatTellTheNeed() {
        String message = scene().demand(from(NOW, 450.3)).plan().decision().message();

        assertThat(message).startsWith("P95 demand of 450.3 req/s at 08:00 needs 10 replicas at 50 req/s each");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT0.25S, 250ms", "PT3M10S, 3m10s", "PT90M, 1h30m", "P28D, 28d", "PT25H1S, 1d1h1s"})
    void writesDurationsAsPromQlDoes(Duration duration, String text) {
        assertThat(Wording.duration(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T17:05:00Z, 18:05",
        "2026-11-23T23:30:00Z, Tue 00:30",
        "2026-11-22T22:59:00Z, Sun 23:59",
        "2026-12-01T07:00:00Z, 2026-12-01 08:00"
    })
    void tellsTheLocalTimeWithItsDayWhenItIsNotToday(Instant instant, String text) {
        assertThat(new Wording(ZoneId.of("Europe/Berlin"), NOW).time(instant)).isEqualTo(text);
    }

    @Test
    void countsOneReplica() {
        assertThat(Wording.replicas(1)).isEqualTo("1 replica");
        assertThat(Wording.replicas(0)).isEqualTo("0 replicas");
    }
}
