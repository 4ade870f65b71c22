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

        assertThat(message).startsWith("P95 demand of 450.3 req/s at 08:00 UTC needs 10 replicas at 50 req/s each");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT0.25S, 250ms", "PT3M10S, 3m10s", "PT90M, 1h30m", "P28D, 28d", "PT25H1S, 1d1h1s"})
    void writesDurationsAsPromQlDoes(Duration duration, String text) {
        assertThat(Wording.duration(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T17:05:00Z, 18:05 CET",
        "2026-11-23T23:30:00Z, Tue 00:30 CET",
        "2026-11-22T22:59:00Z, Sun 23:59 CET",
        "2026-12-01T07:00:00Z, 2026-12-01 08:00 CET",
        "2026-07-01T07:00:00Z, 2026-07-01 09:00 CEST"
    })
    void tellsTheLocalTimeWithItsZoneAndItsDayWhenItIsNotToday(Instant instant, String text) {
        assertThat(new Wording(ZoneId.of("Europe/Berlin"), NOW).time(instant)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"UTC, 17:05 UTC", "Z, 17:05 UTC", "+05:30, 22:35 UTC+05:30", "Asia/Tokyo, Tue 02:05 JST"})
    void namesTheZoneAsPeopleDo(ZoneId zone, String text) {
        assertThat(new Wording(zone, NOW).time(Instant.parse("2026-11-23T17:05:00Z")))
                .isEqualTo(text);
    }

    @Test
    void saysTheZoneOfAStretchOnceUnlessTheClocksChangeInIt() {
        Instant summer = Instant.parse("2026-10-25T00:30:00Z");
        Wording wording = new Wording(ZoneId.of("Europe/Berlin"), summer);

        assertThat(wording.stretch(summer, summer.plusSeconds(1200))).isEqualTo("02:30 to 02:50 CEST");
        assertThat(wording.stretch(summer, summer.plusSeconds(3600))).isEqualTo("02:30 CEST to 02:30 CET");
    }

    @Test
    void countsOneReplica() {
        assertThat(Wording.replicas(1)).isEqualTo("1 replica");
        assertThat(Wording.replicas(0)).isEqualTo("0 replicas");
    }
}
