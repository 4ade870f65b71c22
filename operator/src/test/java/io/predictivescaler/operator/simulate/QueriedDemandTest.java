package io.predictivescaler.operator.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.metrics.FetchOutcome;
import io.predictivescaler.operator.metrics.RangeQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QueriedDemandTest {
    private static final Instant NOW = Instant.parse("2026-03-29T12:34:56Z");
    private static final String QUERY = "sum(rate(http_requests_total[5m]))";

    private final List<RangeQuery> asked = new ArrayList<>();

    /** Demand of 5 at every step but those before {@code from}, which are missing. */
    private FetchOutcome fives(RangeQuery query, Duration missing) {
        asked.add(query);
        double[] values = new double[query.steps()];
        java.util.Arrays.fill(values, 5);
        BitSet gap = new BitSet();
        gap.set(0, (int) missing.dividedBy(query.step()));
        return new FetchOutcome.Fetched(Series.of(query.from(), query.step(), values, gap), List.of());
    }

    private DemandInput.Read read(String query, String range, Duration missing) {
        DemandInput input = QueriedDemand.read(q -> fives(q, missing), query, Duration.parse(range), NOW);
        assertThat(input).isInstanceOf(DemandInput.Read.class);
        return (DemandInput.Read) input;
    }

    private static String refusal(FetchOutcome outcome) {
        DemandInput input = QueriedDemand.read(query -> outcome, QUERY, Duration.ofDays(28), NOW);
        assertThat(input).isInstanceOf(DemandInput.Unreadable.class);
        return ((DemandInput.Unreadable) input).message();
    }

    @Nested
    class Demand {
        @ParameterizedTest(name = "{0} by {1}")
        @CsvSource({"P2D, PT1M, 2880", "P28D, PT1M, 40320", "P29D, PT5M, 8352", "P400D, PT5M, 115200"})
        void isAskedByTheMinuteUpToFourWeeks(String range, Duration step, int steps) {
            DemandInput.Read read = read(QUERY, range, Duration.ZERO);
            assertThat(asked).singleElement().satisfies(query -> {
                assertThat(query.query()).isEqualTo(QUERY);
                assertThat(query.step()).isEqualTo(step);
                assertThat(query.steps()).isEqualTo(steps);
                assertThat(query.to()).isBetween(NOW.minus(step), NOW);
            });
            assertThat(read.curve().step()).isEqualTo(step);
            assertThat(read.curve().at(NOW)).isEqualTo(5);
            assertThat(read.notes()).isEmpty();
        }

        @Test
        void beginsWhereItsHistoryDoes() {
            DemandInput.Read read = read(QUERY, "P28D", Duration.ofDays(13));
            assertThat(read.curve().start()).isEqualTo(Instant.parse("2026-03-14T12:34:00Z"));
            assertThat(read.curve().missingSteps()).isZero();
            assertThat(read.notes())
                    .containsExactly("Prometheus holds the query's series since 2026-03-14T12:34:00Z, 15d of the 28d"
                            + " asked for.");
        }

        @Test
        void isSmoothedByTheQuerysOwnRange() {
            assertThat(read("sum(rate(http_requests_total[1h]))", "P28D", Duration.ZERO)
                            .notes())
                    .containsExactly(
                            "The query's own range of 1h smooths demand: peaks shorter than that are lower here"
                                    + " than they were.");
        }
    }

    static Stream<Arguments> failures() {
        Instant from = NOW.minus(Duration.ofDays(28));
        return Stream.of(
                Arguments.of(
                        new FetchOutcome.NoSeries(from, NOW),
                        "The query gives no series between 2026-03-01T12:34:56Z and 2026-03-29T12:34:56Z: check its"
                                + " metric name and label matchers, and that the metric is scraped."),
                Arguments.of(
                        new FetchOutcome.ManySeries(3, true, List.of("pod")),
                        "The query gives 3 series instead of one, which differ by pod: wrap it in sum(...)."),
                Arguments.of(
                        new FetchOutcome.BadQuery("1:2: parse error"),
                        "Prometheus refused the query: 1:2: parse error; correct --query."),
                Arguments.of(
                        new FetchOutcome.Unreachable("prom:9090", "connection refused"),
                        "Prometheus at prom:9090 cannot be reached: connection refused; check --prometheus and that it"
                                + " can be reached from here."),
                Arguments.of(
                        new FetchOutcome.Unauthorized("prom:9090", 401),
                        "Prometheus at prom:9090 refused the credentials (status 401): check"
                                + " --prometheus-bearer-token-file, --prometheus-basic-auth-file or"
                                + " --prometheus-headers-file."),
                Arguments.of(
                        new FetchOutcome.ServerError("prom:9090", 503),
                        "Prometheus at prom:9090 failed with status 503, also when tried again: see its own logs, or try"
                                + " a shorter --range."),
                Arguments.of(
                        new FetchOutcome.RateLimited("prom:9090"),
                        "Prometheus at prom:9090 asks for fewer queries (status 429), also when tried again: wait a"
                                + " while, or try a shorter --range."),
                Arguments.of(
                        new FetchOutcome.TimedOut("prom:9090", Duration.ofSeconds(30)),
                        "Prometheus at prom:9090 gave no complete answer within 30s: make the query cheaper (a recording"
                                + " rule), or raise --prometheus-timeout."),
                Arguments.of(
                        new FetchOutcome.NegativeDemand(2, NOW),
                        "The query gives 2 samples below zero, the first at 2026-03-29T12:34:56Z, and demand cannot be"
                                + " negative: use rate(...) for a counter, or clamp_min(..., 0) if zero is meant."),
                Arguments.of(new FetchOutcome.Interrupted(), "The query was given up."));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatFailedAndWhatToDo(FetchOutcome.Failed failure, String message) {
        assertThat(refusal(failure)).isEqualTo(message);
    }

    @Test
    void refusesARangeThatIsTooShortOrTooLong() {
        assertThat(QueriedDemand.read(query -> fives(query, Duration.ZERO), QUERY, Duration.ofHours(6), NOW))
                .isEqualTo(new DemandInput.Unreadable("--range is 6h; write one of 2d to 400d, such as 28d."));
        assertThat(QueriedDemand.read(query -> fives(query, Duration.ZERO), QUERY, Duration.ofDays(500), NOW))
                .isEqualTo(new DemandInput.Unreadable("--range is 500d; write one of 2d to 400d, such as 28d."));
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesAnEmptyQuery() {
        assertThat(QueriedDemand.read(query -> fives(query, Duration.ZERO), " ", Duration.ofDays(28), NOW))
                .isEqualTo(new DemandInput.Unreadable("--query is empty; write PromQL that gives one series."));
    }

    @Test
    void refusesHistoryOfADay() {
        assertThat(QueriedDemand.read(query -> fives(query, Duration.ofDays(27)), QUERY, Duration.ofDays(28), NOW))
                .isEqualTo(new DemandInput.Unreadable("--query covers 1 day, from 2026-03-28T12:34:00Z to"
                        + " 2026-03-29T12:34:00Z; a simulation takes at least 2 days, one to learn from and one to"
                        + " replay: write a query of demand that is there, and a longer --range."));
    }
}
