package io.predictivescaler.operator.benefit;

import static io.predictivescaler.operator.benefit.Situations.FIFTY;
import static io.predictivescaler.operator.benefit.Situations.FITTED;
import static io.predictivescaler.operator.benefit.Situations.JUDGED;
import static io.predictivescaler.operator.benefit.Situations.START;
import static io.predictivescaler.operator.benefit.Situations.UNJUDGED;
import static io.predictivescaler.operator.benefit.Situations.days;
import static io.predictivescaler.operator.benefit.Situations.of;
import static io.predictivescaler.operator.benefit.Situations.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.demand.DemandState.Health;
import io.predictivescaler.operator.demand.DemandState.Model;
import io.predictivescaler.operator.scale.CpuTarget;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.planning.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private static final String SECOND = """
              - name: jobs
                query: sum(jobs_waiting)
                capacityPerReplica: {fixed: 5}
            """;

    private static PastWindow ready(Situation situation) {
        Preparation preparation = Preparation.of(situation);
        assertThat(preparation).isInstanceOf(Preparation.Ready.class);
        return ((Preparation.Ready) preparation).past();
    }

    private static String why(Situation situation) {
        Preparation preparation = Preparation.of(situation);
        assertThat(preparation).isInstanceOf(Preparation.Without.class);
        return ((Preparation.Without) preparation).why();
    }

    private static Situation carrying(CapacityState capacity) {
        return of("", Map.of("demand", state(days(10))), Map.of("demand", capacity));
    }

    @Nested
    class TheWindow {
        @Test
        void isTheLastOnesThatTrustLooksAt() {
            PastWindow past = ready(Situations.complete());

            assertThat(past.to()).isEqualTo(START.plus(Duration.ofDays(10)));
            assertThat(past.length()).isEqualTo(Duration.ofDays(7));
        }

        @Test
        void isShorterWhereItsHistoryIs() {
            assertThat(ready(of(state(days(4.9)))).length())
                    .as("a day of it is what the operator waits for before it acts")
                    .isEqualTo(Duration.ofDays(3));
        }

        @Test
        void endsWithTheLastSample() {
            Series history = days(10).updatedWith(Series.empty(START.plus(Duration.ofDays(10)), Situations.STEP));
            Instant end = START.plus(Duration.ofDays(10));
            java.util.BitSet last = new java.util.BitSet();
            last.set(10 * 288 - 3, 10 * 288);

            assertThat(ready(of(state(history.withMissing(last)))).to()).isEqualTo(end.minus(Duration.ofMinutes(15)));
        }

        @Test
        void isReplayedAsIfItsUserEnforced() {
            PastWindow past = ready(Situations.complete());

            assertThat(Situations.complete().spec().mode()).isEqualTo(ScalerSpec.Mode.Observe);
            assertThat(past.spec().mode()).isEqualTo(ScalerSpec.Mode.Enforce);
        }

        @Test
        void isReplayedUnderTheUsersOwnBoundsAndNoneOfThemNothing() {
            Situation complete = Situations.complete();
            Situation asleep = new Situation(
                    complete.key(),
                    complete.spec(),
                    complete.target(),
                    Baseline.of(0, 30),
                    complete.states(),
                    complete.capacities(),
                    complete.leadTime());

            assertThat(ready(asleep).baseline()).isEqualTo(Baseline.of(1, 30));
        }

        @Test
        void isThatOfEveryEntry() {
            PastWindow past = ready(of(
                    SECOND,
                    Map.of("demand", state(days(10)), "jobs", state(days(9))),
                    Map.of("demand", FIFTY, "jobs", FIFTY)));

            assertThat(past.to()).as("what all have").isEqualTo(START.plus(Duration.ofDays(9)));
            assertThat(past.loads()).containsOnlyKeys("demand", "jobs");
        }
    }

    @Nested
    class WhatIsBeingWorkedOut {
        @Test
        void isWaitedFor() {
            Series history = days(10);

            assertThat(Preparation.of(of(state(history, new Model.Unfitted(), UNJUDGED))))
                    .isInstanceOf(Preparation.NotYet.class);
            assertThat(Preparation.of(of(state(history, FITTED, UNJUDGED)))).isInstanceOf(Preparation.NotYet.class);
            assertThat(Preparation.of(carrying(new CapacityState.Waiting(START))))
                    .isInstanceOf(Preparation.NotYet.class);
            assertThat(Preparation.of(of("", Map.of(), Map.of()))).isInstanceOf(Preparation.NotYet.class);
        }

        @Test
        void isWaitedForWhileDemandCannotBeRead() {
            DemandState known = state(days(10));
            DemandState failing = new DemandState(
                    known.history(),
                    0,
                    new Health.Failing(ConditionReason.PrometheusUnreachable, "away", START, 1),
                    known.model(),
                    known.outlook(),
                    known.trust(),
                    known.noise());

            assertThat(Preparation.of(of(failing))).isInstanceOf(Preparation.NotYet.class);
        }
    }

    @Nested
    class NothingIsGuessed {
        @Test
        void withoutADayBeyondTheLeastHistory() {
            assertThat(why(of(state(days(1.9)))))
                    .isEqualTo("a day of demand beyond trust.minimumHistory of 1d is needed");
        }

        @Test
        void withoutAForecast() {
            Model none = new Model.Unforecastable(ConditionReason.TooLittleHistory, "an hour", START);

            assertThat(why(of(state(days(10), none, JUDGED))))
                    .isEqualTo("demand entry 'demand': no forecast, see ForecastReady");
        }

        @Test
        void withoutACapacity() {
            assertThat(why(carrying(new CapacityState.Unknown(ConditionReason.CapacityUnknown, "", START))))
                    .isEqualTo("demand entry 'demand': what one replica carries is not known, see DemandAvailable");
            assertThat(why(carrying(new CapacityState.Known(
                            20, new CapacityState.TargetUtilization.Unknown(), CapacityState.Source.Lowest, ""))))
                    .startsWith("demand entry 'demand': what one replica carries is not known, only its lowest");
        }

        @Test
        void withoutATargetForCpu() {
            Situation complete = Situations.complete();
            Situation onMemory = new Situation(
                    complete.key(),
                    complete.spec(),
                    Situations.target(new CpuTarget.None()),
                    complete.baseline(),
                    complete.states(),
                    complete.capacities(),
                    complete.leadTime());

            assertThat(why(onMemory))
                    .isEqualTo("HorizontalPodAutoscaler 'checkout' has no target for CPU utilization, and nothing else"
                            + " is simulated");
        }

        @Test
        void ofWhatWasHardlyMeasured() {
            assertThat(Preparation.of(of(state(Situations.withoutTheMiddleOf(10, Duration.ofHours(16))))))
                    .isInstanceOf(Preparation.Ready.class);
            assertThat(why(of(state(Situations.withoutTheMiddleOf(10, Duration.ofHours(17))))))
                    .isEqualTo("demand entry 'demand': more than 10 % of the last 7d was not measured");
        }
    }
}
