package io.predictivescaler.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.metrics.FetchOutcome.Failed;
import io.predictivescaler.operator.metrics.FetchOutcome.Fetched;
import io.predictivescaler.operator.metrics.FetchOutcome.ManySeries;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every demand source does, whatever Prometheus stands behind it. */
abstract class DemandSourceContract {
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    /** Eight days and eight hours by the minute, of which minutes 100 to 129 are missing. */
    static final Series DEMAND = demand(12_000);

    // The short range keeps Prometheus from filling gaps with the last five minutes.
    static final String QUERY = "sum(last_over_time(shop_requests[30s]))";
    static final String MANY = "last_over_time(shop_pods[30s])";
    static final String NONE = "shop_nothing";
    static final String NAN = "vector(0) / vector(0)";
    static final String INFINITE = "vector(1) / vector(0)";
    static final String NEGATIVE = "vector(-5)";
    static final String BAD = "sum(rate(shop_requests[5m])";

    abstract DemandSource source();

    /** Makes the server behind the source unreachable. */
    abstract void takeAway();

    /** Brings it back where it was. */
    abstract void bringBack();

    static Series demand(int minutes) {
        double[] values = new double[minutes];
        for (int i = 0; i < minutes; i++) {
            values[i] = 100 + i % 1440;
        }
        BitSet missing = new BitSet();
        missing.set(100, 130);
        return Series.of(START, MINUTE, values, missing);
    }

    static RangeQuery minutes(String query, int from, int to) {
        return new RangeQuery(
                query, START.plus(MINUTE.multipliedBy(from)), START.plus(MINUTE.multipliedBy(to)), MINUTE);
    }

    Series fetched(RangeQuery query) {
        return assertThat(source().fetch(query))
                .asInstanceOf(type(Fetched.class))
                .actual()
                .series();
    }

    FailureKind failure(String query) {
        return assertThat(source().fetch(minutes(query, 0, 60)))
                .asInstanceOf(type(Failed.class))
                .actual()
                .kind();
    }

    @Nested
    class WhenThereIsDemand {
        @Test
        void givesOneStepPerEvaluationFromTheStartOn() {
            assertThat(fetched(minutes(QUERY, 10, 40))).isEqualTo(DEMAND.slice(10, 40));
        }

        @Test
        void leavesAbsentSamplesMissing() {
            Series series = fetched(minutes(QUERY, 90, 140));

            assertThat(series).isEqualTo(DEMAND.slice(90, 140));
            assertThat(series.present()).isEqualTo(20);
        }

        @Test
        void leavesStepsAfterTheLastSampleMissing() {
            FetchOutcome outcome = source().fetch(minutes(QUERY, 11_990, 12_010));

            Fetched fetched =
                    assertThat(outcome).asInstanceOf(type(Fetched.class)).actual();
            assertThat(fetched.series().length()).isEqualTo(20);
            assertThat(fetched.lastSample()).contains(DEMAND.end());
        }

        @Test
        void readsMoreThanOneRequestMayGive() {
            assertThat(fetched(minutes(QUERY, 0, 12_000))).isEqualTo(DEMAND);
        }

        @Test
        void bringsAnEarlierFetchUpToDate() {
            Series earlier = fetched(minutes(QUERY, 0, 120));
            Series tail = fetched(minutes(QUERY, 115, 200));

            assertThat(earlier.updatedWith(tail)).isEqualTo(DEMAND.slice(0, 200));
        }

        @Test
        void readsAWiderStep() {
            RangeQuery hourly = new RangeQuery(QUERY, START, START.plus(Duration.ofHours(10)), Duration.ofHours(1));

            assertThat(fetched(hourly).toArray(-1)).containsExactly(159, -1, 279, 339, 399, 459, 519, 579, 639, 699);
        }
    }

    @Nested
    class WhenTheQueryIsAtFault {
        @Test
        void saysThatThereIsNoSeries() {
            assertThat(failure(NONE)).isEqualTo(FailureKind.NoSeries);
        }

        @Test
        void countsManySeriesAndNamesTheLabelsByWhichTheyDiffer() {
            assertThat(source().fetch(minutes(MANY, 0, 60))).isEqualTo(new ManySeries(2, true, List.of("pod")));
        }

        @Test
        void refusesNothingButNaN() {
            assertThat(failure(NAN)).isEqualTo(FailureKind.NotFinite);
        }

        @Test
        void refusesInfiniteValues() {
            assertThat(failure(INFINITE)).isEqualTo(FailureKind.NotFinite);
        }

        @Test
        void refusesNegativeValues() {
            assertThat(failure(NEGATIVE)).isEqualTo(FailureKind.NegativeDemand);
        }

        @Test
        void passesPrometheusOwnMessageOn() {
            assertThat(source().fetch(minutes(BAD, 0, 60)))
                    .asInstanceOf(type(FetchOutcome.BadQuery.class))
                    .extracting(FetchOutcome.BadQuery::message)
                    .asString()
                    .contains("parse error");
        }
    }

    @Nested
    class WhenTheServerGoesAway {
        @Test
        void isUnreachableUntilItIsBack() {
            fetched(minutes(QUERY, 0, 10));

            takeAway();
            try {
                assertThat(failure(QUERY)).isEqualTo(FailureKind.Unreachable);
            } finally {
                bringBack();
            }

            assertThat(fetched(minutes(QUERY, 0, 10))).isEqualTo(DEMAND.slice(0, 10));
        }
    }
}
