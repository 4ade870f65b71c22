package io.predictivescaler.operator.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.predictivescaler.forecasting.quantile.MinuteNoise;
import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.series.TimeWindow;
import io.predictivescaler.operator.calendar.CalendarEntrySpec;
import io.predictivescaler.operator.calendar.CalendarEntrySpec.When;
import io.predictivescaler.operator.calendar.CalendarSpec;
import io.predictivescaler.operator.demand.DemandState.Health;
import io.predictivescaler.operator.demand.DemandState.Model;
import io.predictivescaler.operator.demand.DemandState.Outlook;
import io.predictivescaler.operator.metrics.DemandSource;
import io.predictivescaler.operator.metrics.FetchOutcome;
import io.predictivescaler.operator.metrics.RangeQuery;
import io.predictivescaler.operator.spec.CapacitySpec;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.operator.spec.HistorySpec;
import io.predictivescaler.operator.spec.SourceSpec;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.planning.trust.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DemandEntryTest {
    private static final TrustPolicy BY_DEFAULT =
            new TrustPolicy(QuantileLevel.P90, Duration.ofMinutes(20), Duration.ofDays(7), 0);
    private static final Instant NOW = Instant.parse("2026-11-03T12:03:20Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final String LIVE = "sum(rate(requests[5m]))";
    private static final String LONG_TERM = "sum(requests:rate5m)";

    private final List<RangeQuery> asked = new ArrayList<>();
    private final List<RangeQuery> askedByTheMinute = new ArrayList<>();
    private UnaryOperator<FetchOutcome> answers = UnaryOperator.identity();
    private Instant lastScrape = Instant.MAX;
    private ToDoubleFunction<Instant> factor = time -> 1;

    @Test
    void readsTheLookbackUpToTheLastWholeStep() {
        DemandEntry entry = entry(LIVE);

        assertThat(entry.refresh(NOW)).isTrue();

        assertThat(asked).singleElement().satisfies(query -> {
            assertThat(query.to()).isEqualTo("2026-11-03T12:00:00Z");
            assertThat(query.steps()).isEqualTo(14 * 288);
        });
        assertThat(entry.state().health())
                .isEqualTo(new Health.Available(Instant.parse("2026-11-03T12:00:00Z"), List.of()));
    }

    @Test
    void asksNothingUntilAStepHasEnded() {
        DemandEntry entry = entry(LIVE);
        entry.refresh(NOW);
        assertThat(entry.refresh(NOW.plusSeconds(60))).isFalse();
        assertThat(asked).hasSize(1);
    }

    @Test
    void readsOnlyTheTailAfterwardsWithTwoStepsThatMayHaveBeenCompleted() {
        DemandEntry entry = entry(LIVE);
        entry.refresh(NOW);

        entry.refresh(NOW.plus(STEP));

        assertThat(asked.getLast().from()).isEqualTo("2026-11-03T11:50:00Z");
        assertThat(asked.getLast().to()).isEqualTo("2026-11-03T12:05:00Z");
        assertThat(entry.state().history().length()).isEqualTo(14 * 288);
        assertThat(entry.state().history().end()).isEqualTo("2026-11-03T12:05:00Z");
    }

    @Test
    void readsALongTermStoreOnceAndTheLastDayOfTheLiveOneOverIt() {
        DemandEntry entry = entry(LONG_TERM);
        entry.refresh(NOW);
        assertThat(asked).extracting(RangeQuery::query).containsExactly(LONG_TERM, LIVE);
        assertThat(asked.getLast().steps()).isEqualTo(288);

        entry.refresh(NOW.plus(STEP));
        assertThat(asked.getLast().query()).isEqualTo(LIVE);
        assertThat(asked).hasSize(3);
    }

    @Nested
    class OfTheMinutesThatAQuerySmoothsOver {
        private final DemandEntry entry = entry(LIVE);

        @Test
        void asksForADayOnceAndNotAgainBeforeTheNextFit() {
            entry.refresh(NOW);
            entry.refresh(NOW.plus(STEP));

            assertThat(askedByTheMinute).singleElement().satisfies(query -> {
                assertThat(query.query()).isEqualTo(LIVE);
                assertThat(query.step()).isEqualTo(Duration.ofMinutes(1));
                assertThat(query.to()).isEqualTo("2026-11-03T12:03:00Z");
                assertThat(query.steps()).isEqualTo(1440);
            });
        }

        @Test
        void asksAgainWithTheNextFit() {
            entry.refresh(NOW);
            entry.refresh(NOW.plus(Duration.ofHours(6)));

            assertThat(askedByTheMinute).hasSize(2);
        }

        @Test
        void knowsTheirNoise() {
            entry.refresh(NOW);

            assertThat(entry.state().noise().variance()).isPositive();
        }

        @Test
        void keepsWhatItKnewWhenThatQueryFails() {
            entry.refresh(NOW);
            MinuteNoise known = entry.state().noise();
            answers = outcome -> outcome instanceof FetchOutcome.Fetched fetched
                            && fetched.series().step().equals(STEP)
                    ? outcome
                    : new FetchOutcome.NoSeries(NOW, NOW);

            entry.refresh(NOW.plus(Duration.ofHours(6)));

            assertThat(entry.state().noise()).isEqualTo(known);
            assertThat(entry.state().health()).isInstanceOf(Health.Available.class);
        }
    }

    @Nested
    class OnceFitted {
        private final DemandEntry entry = fitted();

        @Test
        void issuesAForecastWithEverySampleThatIsNew() {
            Outlook.Issued first = issued(entry);
            assertThat(first.generatedAt()).isEqualTo(NOW);
            assertThat(first.expires()).isEqualTo(NOW.plus(Duration.ofHours(2)));
            assertThat(first.forecast().end()).isAfterOrEqualTo(NOW.plus(Duration.ofHours(24)));

            entry.refresh(NOW.plus(STEP));

            assertThat(issued(entry).generatedAt()).isEqualTo(NOW.plus(STEP));
            assertThat(issued(entry).forecast().start()).isEqualTo("2026-11-03T12:05:00Z");
        }

        @Test
        void keepsTheLastForecastWhileTheSourceFails() {
            answers = ok -> new FetchOutcome.Unreachable("prometheus:9090", "connection refused");

            entry.refresh(NOW.plus(STEP));

            assertThat(issued(entry).generatedAt()).isEqualTo(NOW);
            assertThat(entry.state().health()).isInstanceOfSatisfying(Health.Failing.class, failing -> {
                assertThat(failing.reason()).isEqualTo(ConditionReason.PrometheusUnreachable);
                assertThat(failing.since()).isEqualTo(NOW.plus(STEP));
            });
        }

        @Test
        void leavesAFailingSourceAloneForAWhile() {
            answers = ok -> new FetchOutcome.Unreachable("prometheus:9090", "connection refused");
            Instant failed = NOW.plus(STEP);
            entry.refresh(failed);
            int before = asked.size();

            assertThat(entry.refresh(failed.plusSeconds(20))).isFalse();
            assertThat(entry.refresh(failed.plusSeconds(40))).isTrue();

            assertThat(asked).hasSize(before + 1);
        }

        @Test
        void recoversByItself() {
            answers = ok -> new FetchOutcome.Unreachable("prometheus:9090", "connection refused");
            entry.refresh(NOW.plus(STEP));
            answers = UnaryOperator.identity();

            entry.refresh(NOW.plus(STEP.multipliedBy(3)));

            assertThat(entry.state().health()).isInstanceOf(Health.Available.class);
            assertThat(entry.state().history().present()).isEqualTo(14 * 288);
        }

        @Test
        void issuesNothingFromASeriesThatHasStopped() {
            lastScrape = NOW;

            entry.refresh(NOW.plus(Duration.ofMinutes(10)));
            assertThat(entry.state().health()).isInstanceOf(Health.Available.class);
            Instant last = issued(entry).generatedAt();

            entry.refresh(NOW.plus(Duration.ofMinutes(25)));
            assertThat(entry.state().health()).isInstanceOf(Health.Failing.class);
            assertThat(issued(entry).generatedAt()).isEqualTo(last);
        }

        @Test
        void fitsAnewOnceInEachRefitInterval() {
            assertThat(entry.claimFit(NOW)).isFalse();
            assertThat(entry.claimFit(NOW.plus(Duration.ofHours(6)))).isTrue();
            assertThat(entry.claimFit(NOW.plus(Duration.ofHours(6))))
                    .as("one is under way")
                    .isFalse();
        }

        private DemandEntry fitted() {
            DemandEntry fresh = entry(LIVE);
            fresh.refresh(NOW);
            assertThat(fresh.claimFit(NOW)).isTrue();
            fresh.fit(NOW);
            return fresh;
        }
    }

    @Test
    void learnsNothingFromExcludedWindows() {
        Instant start = Instant.parse("2026-10-20T12:00:00Z");
        DemandEntry all = entry(LIVE, List.of(new TimeWindow(start, NOW)));
        all.refresh(NOW);
        all.claimFit(NOW);
        all.fit(NOW);
        assertThat(all.state().model()).isInstanceOf(Model.Unforecastable.class);
    }

    @Nested
    class Trust {
        private DemandEntry replayed(DemandEntry entry) {
            fitted(entry);
            assertThat(entry.claimReplay()).isTrue();
            entry.replay(NOW);
            return entry;
        }

        private static Standing standing(DemandEntry entry) {
            assertThat(entry.state().trust()).isInstanceOf(DemandState.Trust.Judged.class);
            return ((DemandState.Trust.Judged) entry.state().trust()).gate().standing();
        }

        @Test
        void isNotKnownWithTheFirstForecastWhichDoesNotWaitForIt() {
            DemandEntry entry = fitted(entry(LIVE));

            assertThat(entry.state().outlook()).isInstanceOf(Outlook.Issued.class);
            assertThat(entry.state().trust()).isInstanceOf(DemandState.Trust.Unjudged.class);
        }

        @Test
        void isWonByAReplayedPast() {
            assertThat(standing(replayed(entry(LIVE)))).isInstanceOf(Standing.Trusted.class);
        }

        @Test
        void isReplayedOnce() {
            DemandEntry entry = replayed(entry(LIVE));

            assertThat(entry.claimReplay()).isFalse();
        }

        @Test
        void wasLostBeforeARestartAndIsLostAfterIt() {
            factor = time -> time.isBefore(NOW.minus(Duration.ofHours(6))) ? 1 : 3;

            assertThat(standing(replayed(entry(LIVE)))).isInstanceOf(Standing.Distrusted.class);
        }

        @Test
        void isNotLostByWhatTheCalendarMultipliesThoughTheFactorWasWrong() {
            Instant sale = NOW.minus(Duration.ofHours(6));
            factor = time -> time.isBefore(sale) ? 1 : 3;
            CalendarEntrySpec doubled = new CalendarEntrySpec("sale", new When.Once(sale, NOW.plus(STEP)), 2, 0);

            assertThat(standing(replayed(entry(LIVE, List.of(), List.of(doubled)))))
                    .isInstanceOf(Standing.Trusted.class);
        }

        @Test
        void isJudgedAnewByOtherSettingsAndNotByTheSame() {
            DemandEntry entry = replayed(entry(LIVE));

            entry.judgeBy(BY_DEFAULT);
            assertThat(entry.claimReplay()).isFalse();

            entry.judgeBy(new TrustPolicy(QuantileLevel.P95, Duration.ofMinutes(20), Duration.ofDays(7), 0));
            assertThat(entry.state().trust()).isInstanceOf(DemandState.Trust.Unjudged.class);
            assertThat(entry.claimReplay()).isTrue();
        }

        @Test
        void isUnprovenWhenTheReplayItselfBroke() {
            DemandEntry entry = fitted(entry(LIVE));

            entry.replayBroke();

            assertThat(standing(entry)).isInstanceOf(Standing.Unproven.class);
        }
    }

    @Test
    void triesAHistoryThatWasTooShortAgainWhenItHasGrown() {
        lastScrape = Instant.MAX;
        answers = full -> full instanceof FetchOutcome.Fetched fetched
                ? new FetchOutcome.Fetched(onlyLast(fetched.series(), 3), List.of())
                : full;
        DemandEntry entry = entry(LIVE);
        entry.refresh(NOW);
        assertThat(entry.claimFit(NOW)).isTrue();
        entry.fit(NOW);
        assertThat(entry.state().model())
                .isInstanceOfSatisfying(
                        Model.Unforecastable.class,
                        without -> assertThat(without.reason()).isEqualTo(ConditionReason.TooLittleHistory));
        assertThat(entry.claimFit(NOW)).isFalse();

        entry.refresh(NOW.plus(STEP));
        assertThat(entry.claimFit(NOW.plus(STEP))).isTrue();
    }

    private static Outlook.Issued issued(DemandEntry entry) {
        assertThat(entry.state().outlook()).isInstanceOf(Outlook.Issued.class);
        return (Outlook.Issued) entry.state().outlook();
    }

    @Test
    void learnsWhatDemandWouldHaveBeenWithoutTheCalendarsFactor() {
        Instant sale = Instant.parse("2026-11-03T06:00:00Z");
        CalendarEntrySpec tripled = new CalendarEntrySpec("sale", new When.Once(sale, NOW.plus(STEP)), 3, 0);
        DemandEntry plain = fitted(entry(LIVE));
        answers = outcome -> outcome instanceof FetchOutcome.Fetched fetched
                ? new FetchOutcome.Fetched(tripledFrom(sale, fetched.series()), List.of())
                : outcome;

        DemandEntry told = fitted(entry(LIVE, List.of(), List.of(tripled)));

        assertThat(told.state().history().maximum()).hasValueCloseTo(2700.0, withinPercentage(11));
        QuantileForecast expected = forecast(plain);
        for (int h = 0; h < expected.horizon(); h++) {
            assertThat(forecast(told).valueAt(h, QuantileLevel.P90))
                    .as("%d steps ahead", h)
                    .isCloseTo(expected.valueAt(h, QuantileLevel.P90), withinPercentage(1));
        }
    }

    private static DemandEntry fitted(DemandEntry entry) {
        entry.refresh(NOW);
        assertThat(entry.claimFit(NOW)).isTrue();
        entry.fit(NOW);
        return entry;
    }

    private static QuantileForecast forecast(DemandEntry entry) {
        assertThat(entry.state().outlook()).isInstanceOf(Outlook.Issued.class);
        return ((Outlook.Issued) entry.state().outlook()).forecast();
    }

    private static Series tripledFrom(Instant from, Series series) {
        double[] values = series.toArray(0);
        for (int i = Math.max(0, series.indexOf(from)); i < values.length; i++) {
            values[i] *= 3;
        }
        return Series.of(series.start(), series.step(), values);
    }

    private static Series onlyLast(Series series, int steps) {
        BitSet missing = new BitSet();
        missing.set(0, Math.max(0, series.length() - steps));
        return Series.of(series.start(), series.step(), series.toArray(0), missing);
    }

    private DemandEntry entry(String historyQuery) {
        return entry(historyQuery, List.of());
    }

    private DemandEntry entry(String historyQuery, List<TimeWindow> exclude) {
        return entry(historyQuery, exclude, List.of());
    }

    private DemandEntry entry(String historyQuery, List<TimeWindow> exclude, List<CalendarEntrySpec> calendar) {
        SourceSpec source = new SourceSpec.OperatorSource();
        DemandSource prometheus = this::answer;
        return new DemandEntry(
                "shop",
                new DemandSpec(
                        "requests",
                        LIVE,
                        "req/s",
                        new CapacitySpec.Fixed(50),
                        new HistorySpec(Duration.ofDays(14), STEP, historyQuery, source, exclude),
                        source),
                new ForecastPolicy(
                        new CalendarSpec(calendar, ZoneOffset.UTC),
                        List.of(),
                        Duration.ofHours(24),
                        Duration.ofHours(6),
                        Duration.ofHours(2),
                        Duration.ZERO),
                BY_DEFAULT,
                (namespace, spec) -> new DemandSources.Lookup.Usable(prometheus),
                Replays.anew(),
                NOW);
    }

    /** A sine over the day, as far as it was scraped. */
    private FetchOutcome answer(RangeQuery query) {
        (query.step().equals(STEP) ? asked : askedByTheMinute).add(query);
        double[] values = new double[query.steps()];
        BitSet missing = new BitSet();
        for (int i = 0; i < values.length; i++) {
            Instant step = query.from().plus(query.step().multipliedBy(i));
            double noise = new SplittableRandom(step.getEpochSecond()).nextDouble(-0.1, 0.1);
            values[i] = factor.applyAsDouble(step)
                    * (1 + noise)
                    * (500 + 400 * Math.sin(2 * Math.PI * (step.getEpochSecond() % 86_400) / 86_400));
            missing.set(i, step.plus(query.step()).isAfter(lastScrape));
        }
        return answers.apply(
                missing.cardinality() == values.length
                        ? new FetchOutcome.NoSeries(query.from(), query.to())
                        : new FetchOutcome.Fetched(Series.of(query.from(), query.step(), values, missing), List.of()));
    }
}
