package io.predictivescaler.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.metrics.FetchOutcome.ManySeries;
import io.predictivescaler.operator.metrics.FetchOutcome.NegativeDemand;
import io.predictivescaler.operator.metrics.FetchOutcome.NotFinite;
import io.predictivescaler.operator.metrics.FetchOutcome.TimedOut;
import io.predictivescaler.operator.metrics.FetchOutcome.TooLarge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FetchOutcomeTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void namesTheLabelsByWhichSeriesDifferAndTheRemedy() {
        assertThat(new ManySeries(12, true, List.of("instance", "pod")).message())
                .isEqualTo("the query gives 12 series instead of one, which differ by instance, pod: "
                        + "wrap it in sum(...)");
    }

    @Test
    void namesOnlyAFewLabels() {
        assertThat(new ManySeries(1000, false, List.of("a", "b", "c", "d", "e", "f", "g")).message())
                .startsWith(
                        "the query gives at least 1000 series instead of one, which differ by a, b, c, d, e and 2 more");
    }

    @Test
    void showsNoUnusualTextAsALabel() {
        assertThat(new ManySeries(2, true, List.of("a\n\u001bb" + "x".repeat(500))).message())
                .contains("a??bx")
                .hasSizeLessThan(200);
    }

    @Test
    void writesNumbersWithUnits() {
        assertThat(new TooLarge(32 << 20).message()).contains("32 MiB");
        assertThat(new TimedOut("prom:9090", Duration.ofSeconds(90)).message()).contains("within 1m30s");
    }

    @Test
    void countsTheSamplesAtFault() {
        assertThat(new NotFinite(1, NOON).message())
                .startsWith("the query gives 1 sample that is infinite or not a number, the first at " + NOON);
        assertThat(new NegativeDemand(1200, NOON).message()).startsWith("the query gives 1,200 samples below zero");
    }
}
