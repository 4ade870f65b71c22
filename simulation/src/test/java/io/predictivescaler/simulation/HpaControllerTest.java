package io.predictivescaler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.Bounds;
import io.predictivescaler.simulation.HpaController.Cause;
import io.predictivescaler.simulation.HpaController.Decision;
import io.predictivescaler.simulation.PodSample.Metric;
import io.predictivescaler.simulation.PodSample.Readiness;
import io.predictivescaler.simulation.ScalingRules.Select;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Target utilization 60 %, request 500m, bounds 2 to 40, the documented default behavior, unless a test says otherwise. */
class HpaControllerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration SYNC = Duration.ofSeconds(15);
    private static final HpaSettings SETTINGS = HpaSettings.targeting(60);

    private final HpaController controller = new HpaController(SETTINGS);

    @Nested
    class Proportion {
        @ParameterizedTest(name = "{0} pods at {1}m ask for {2}")
        @CsvSource({
            "4, 400, 6", // 80 % ÷ 60 % × 4 = 5.33
            "10, 450, 15", // 90 % ÷ 60 % × 10 = 15
            "10, 150, 5", // 30 % ÷ 60 % × 10 = 5
            "3, 500, 5" // 100 % ÷ 60 % × 3 = 5
        })
        void isRoundedUp(int pods, long milliCpu, int desired) {
            assertThat(unrestrained(pods, ready(pods, milliCpu))).isEqualTo(desired);
        }

        @Test
        void cutsUtilizationOffToWholePercents() {
            // 334m of 500m is 66.8 %, taken for 66 %: within the tolerance of 60 %. 335m is 67 %: 1.117 × 10 = 11.2.
            assertThat(unrestrained(10, ready(10, 334))).isEqualTo(10);
            assertThat(unrestrained(10, ready(10, 335))).isEqualTo(12);
        }

        @ParameterizedTest(name = "{0}m")
        @CsvSource({"270, 10", "330, 10", "269, 9", "335, 12"})
        void changesNothingWithinTheTolerance(long milliCpu, int desired) {
            assertThat(unrestrained(10, ready(10, milliCpu))).isEqualTo(desired);
        }

        @Test
        void doublesAtTwiceTheTargetAndHalvesAtHalfOfIt() {
            // The documentation's example: 200m where 100m are wanted doubles the pods, 50m halves them.
            HpaController wantsAFifth = unlimited(HpaSettings.targeting(20));
            assertThat(wantsAFifth
                            .sync(NOW, HpaMemory.none(), seen(3, new Bounds(1, 1000), ready(3, 200)))
                            .desired())
                    .isEqualTo(6);
            assertThat(wantsAFifth
                            .sync(NOW, HpaMemory.none(), seen(6, new Bounds(1, 1000), ready(6, 50)))
                            .desired())
                    .isEqualTo(3);
        }

        @ParameterizedTest(name = "{0}m")
        @CsvSource({"300, 10", "314, 10", "315, 11", "240, 10", "239, 8"})
        void changesNothingWithinATolerancePerDirection(long milliCpu, int desired) {
            // 5 % up: 63 % ÷ 60 % is above it, 62 % is not. 20 % down: 48 % ÷ 60 % is within it, 47 % is not.
            assertThat(unlimited(SETTINGS.withTolerance(new Tolerance(0.2, 0.04)))
                            .sync(NOW, HpaMemory.none(), seen(10, new Bounds(1, 1000), ready(10, milliCpu)))
                            .desired())
                    .isEqualTo(desired);
        }

        @Test
        void climbsOnlyByTheInverseOfTheTargetWhenCpuIsCensoredAtTheLimit() {
            int replicas = 6;
            List<Integer> climb = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                replicas = unrestrained(replicas, ready(replicas, 500));
                climb.add(replicas);
            }
            assertThat(climb).containsExactly(10, 17, 29);
        }
    }

    @Nested
    class PodsWithoutASample {
        @Test
        void countAsIdleOnTheWayUpWhileTheyArePending() {
            // 500m on 4 pods is 1.67; with 2 idle ones 66 % ÷ 60 % = 1.1, within the tolerance.
            assertThat(unrestrained(6, and(ready(4, 500), 2, new PodSample.Pending())))
                    .isEqualTo(6);
            // With 1 idle one 80 % ÷ 60 % × 5 = 6.67.
            assertThat(unrestrained(5, and(ready(4, 500), 1, new PodSample.Pending())))
                    .isEqualTo(7);
        }

        @Test
        void areLeftOutOnTheWayDownWhileTheyArePending() {
            // 150m on 4 pods: 30 % ÷ 60 % × 4 = 2.
            assertThat(unrestrained(6, and(ready(4, 150), 2, new PodSample.Pending())))
                    .isEqualTo(2);
        }

        @Test
        void countAsFullyUsedOnTheWayDownWhenTheyRun() {
            // 8 pods at 100m and 2 taken for 500m: 36 % ÷ 60 % × 10 = 6.
            assertThat(unrestrained(10, and(ready(8, 100), 2, unmeasured()))).isEqualTo(6);
        }

        @Test
        void countAsIdleOnTheWayUpWhenTheyRun() {
            // 8 pods at 500m and 2 taken for 0: 80 % ÷ 60 % × 10 = 13.3.
            assertThat(unrestrained(10, and(ready(8, 500), 2, unmeasured()))).isEqualTo(14);
        }

        @Test
        void changeNothingWhenTheyWouldTurnTheDirectionRound() {
            // 2 pods at 200m ask for less; with 4 taken for 500m utilization is 80 %, which would ask for more.
            assertThat(unrestrained(6, and(ready(2, 200), 4, unmeasured()))).isEqualTo(6);
        }

        @Test
        void leaveTheMetricUnavailableWhenThereAreNoOthers() {
            Decision decision = sync(NOW, HpaMemory.none(), 3, new Bounds(2, 40), and(List.of(), 3, unmeasured()));

            assertThat(decision.cause()).isEqualTo(Cause.MetricUnavailable);
            assertThat(decision.desired()).isEqualTo(3);
        }
    }

    @Nested
    class PodsThatStart {
        @Test
        void countAsIdleOnTheWayUpWhileTheyAreNotReady() {
            PodSample starting = running(NOW.minusSeconds(90), Readiness.NotReady, NOW.minusSeconds(90), 500);
            assertThat(unrestrained(6, and(ready(4, 500), 2, starting))).isEqualTo(6);
        }

        @Test
        void countAsIdleUntilAWindowHasPassedSinceTheyBecameReady() {
            // Samples end now and are means of 15 s. Ready for 14 s: idle, 66 % ÷ 60 % is tolerated. For 15 s: 100 % ÷
            // 60 % × 6 = 10.
            PodSample fresh = running(NOW.minusSeconds(90), Readiness.Ready, NOW.minusSeconds(14), 500);
            PodSample measured = running(NOW.minusSeconds(90), Readiness.Ready, NOW.minusSeconds(15), 500);
            assertThat(unrestrained(6, and(ready(4, 500), 2, fresh))).isEqualTo(6);
            assertThat(unrestrained(6, and(ready(4, 500), 2, measured))).isEqualTo(10);
        }

        @Test
        void countAsTheyAreAfterTheCpuInitializationPeriodEvenIfJustReady() {
            PodSample slow = running(NOW.minusSeconds(300), Readiness.Ready, NOW, 500);
            assertThat(unrestrained(6, and(ready(4, 500), 2, slow))).isEqualTo(10);
        }

        @Test
        void countAsIdleAfterTheCpuInitializationPeriodOnlyIfTheyWereNeverReady() {
            // Not ready since 29 s after the start: within the readiness delay of 30 s, never ready. Since 30 s after
            // it: was ready.
            Instant started = NOW.minusSeconds(600);
            PodSample never = running(started, Readiness.NotReady, started.plusSeconds(29), 500);
            PodSample lost = running(started, Readiness.NotReady, started.plusSeconds(30), 500);
            assertThat(unrestrained(6, and(ready(4, 500), 2, never))).isEqualTo(6);
            assertThat(unrestrained(6, and(ready(4, 500), 2, lost))).isEqualTo(10);
        }
    }

    @Nested
    class BoundsOfNow {
        @Test
        void liftReplicasToTheMinimumInOneJumpPastThePolicies() {
            Decision decision = sync(NOW, HpaMemory.none(), 6, new Bounds(30, 40), ready(6, 300));
            assertThat(decision.desired()).isEqualTo(30);
            assertThat(decision.cause()).isEqualTo(Cause.BelowMinimum);
        }

        @Test
        void lowerReplicasToTheMaximumAtOnce() {
            Decision decision = sync(NOW, HpaMemory.none(), 50, new Bounds(2, 40), ready(50, 500));
            assertThat(decision.desired()).isEqualTo(40);
            assertThat(decision.cause()).isEqualTo(Cause.AboveMaximum);
        }

        @Test
        void capWhatTheMetricAsksFor() {
            assertThat(sync(NOW, HpaMemory.none(), 30, new Bounds(2, 40), ready(30, 500))
                            .desired())
                    .isEqualTo(40);
        }

        @Test
        void areIgnoredWhenTheTargetStandsAtZero() {
            Decision decision = sync(NOW, HpaMemory.none(), 0, new Bounds(2, 40), List.of());
            assertThat(decision.desired()).isZero();
            assertThat(decision.cause()).isEqualTo(Cause.SwitchedOff);
        }

        @Test
        void dropAllPodsAtOnceWhenAMinimumIsLoweredAfterALongHold() {
            // 14 pods at 110m ask for 22 % ÷ 60 % × 14 = 5.13; that is what is remembered, not the minimum of 14 that
            // held.
            HpaMemory memory = HpaMemory.none();
            Instant now = NOW;
            for (; now.isBefore(NOW.plusSeconds(420)); now = now.plus(SYNC)) {
                memory = sync(now, memory, 14, new Bounds(14, 40), ready(14, 110))
                        .memory();
            }
            assertThat(sync(now, memory, 14, new Bounds(2, 40), ready(14, 110)).desired())
                    .isEqualTo(6);
        }
    }

    @Nested
    class DefaultBehavior {
        @ParameterizedTest(name = "from {0} to at most {1}")
        @CsvSource({"2, 6", "3, 7", "4, 8", "10, 20"})
        void addsTheLargerOfFourPodsAndAHundredPercentInFifteenSeconds(int from, int most) {
            HpaController eager = new HpaController(HpaSettings.targeting(10));
            assertThat(eager.sync(NOW, HpaMemory.none(), seen(from, new Bounds(2, 40), ready(from, 500)))
                            .desired())
                    .isEqualTo(most);
        }

        @Test
        void holdsScaleDownForThreeHundredSeconds() {
            HpaMemory memory = sync(NOW, HpaMemory.none(), 10, new Bounds(2, 40), ready(10, 300))
                    .memory();
            Instant last = NOW.plusSeconds(285);
            for (Instant now = NOW.plus(SYNC); !now.isAfter(last); now = now.plus(SYNC)) {
                Decision held = sync(now, memory, 10, new Bounds(2, 40), ready(10, 100));
                assertThat(held.desired()).as("at %s", now).isEqualTo(10);
                memory = held.memory();
            }
            // 20 % ÷ 60 % × 10 = 3.33
            assertThat(sync(last.plus(SYNC), memory, 10, new Bounds(2, 40), ready(10, 100))
                            .desired())
                    .isEqualTo(4);
        }

        @Test
        void mayRemoveAHundredPercentInFifteenSecondsOnceTheHoldIsOver() {
            HpaMemory memory = HpaMemory.none().recommended(NOW, 2, Duration.ZERO);
            assertThat(sync(NOW.plusSeconds(300), memory, 40, new Bounds(2, 40), ready(40, 5))
                            .desired())
                    .isEqualTo(2);
        }

        @Test
        void takesWhatItFindsForItsFirstRecommendation() {
            Decision first = sync(NOW, HpaMemory.none(), 10, new Bounds(2, 40), ready(10, 100));
            assertThat(first.desired()).isEqualTo(10);
        }
    }

    @Nested
    class AbsentBehavior {
        private final HpaController unstated =
                new HpaController(HpaSettings.targeting(10).withBehavior(new Behavior.Unstated()));

        @ParameterizedTest(name = "from {0} to at most {1}")
        @CsvSource({"1, 4", "2, 4", "3, 6", "10, 20"})
        void reachesTheLargerOfFourPodsAndTwiceTheReplicas(int from, int most) {
            assertThat(unstated.sync(NOW, HpaMemory.none(), seen(from, new Bounds(1, 40), ready(from, 500)))
                            .desired())
                    .isEqualTo(most);
        }

        @Test
        void stillCountsARecommendationThatIsExactlyThreeHundredSecondsOld() {
            HpaMemory memory = HpaMemory.none().recommended(NOW, 10, Duration.ZERO);
            List<PodSample> idle = ready(10, 5);
            assertThat(unstated.sync(NOW.plusSeconds(300), memory, seen(10, new Bounds(2, 40), idle))
                            .desired())
                    .isEqualTo(10);
            assertThat(unstated.sync(NOW.plusSeconds(301), memory, seen(10, new Bounds(2, 40), idle))
                            .desired())
                    .isEqualTo(2);
        }
    }

    @Nested
    class StatedBehavior {
        private static final Duration MINUTE = Duration.ofMinutes(1);
        private static final ScalingRules ANY = new ScalingRules(
                Duration.ZERO, Select.Max, List.of(new ScalingPolicy.Percent(1000, Duration.ofSeconds(15))));

        @Test
        void countsAPeriodFromTheReplicasAtItsStart() {
            HpaController slow = upward(Duration.ZERO, Select.Max, new ScalingPolicy.Pods(3, MINUTE));
            HpaMemory memory = HpaMemory.none();
            Instant now = NOW;
            int replicas = 10;
            List<Integer> reached = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                Decision decision = slow.sync(now, memory, seen(replicas, new Bounds(2, 40), ready(replicas, 500)));
                replicas = decision.desired();
                memory = decision.memory();
                reached.add(replicas);
                now = now.plus(SYNC);
            }
            assertThat(reached).containsExactly(13, 13, 13, 13, 16, 16, 16, 16, 19);
        }

        @Test
        void selectsThePolicyThatChangesLeast() {
            HpaController least = upward(
                    Duration.ZERO,
                    Select.Min,
                    new ScalingPolicy.Pods(3, MINUTE),
                    new ScalingPolicy.Percent(100, MINUTE));
            assertThat(least.sync(NOW, HpaMemory.none(), seen(10, new Bounds(2, 40), ready(10, 500)))
                            .desired())
                    .isEqualTo(13);
        }

        @Test
        void selectsThePolicyThatChangesMost() {
            HpaController most = upward(
                    Duration.ZERO,
                    Select.Max,
                    new ScalingPolicy.Pods(3, MINUTE),
                    new ScalingPolicy.Percent(100, MINUTE));
            assertThat(most.sync(NOW, HpaMemory.none(), seen(10, new Bounds(2, 40), ready(10, 500)))
                            .desired())
                    .isEqualTo(17); // 100 % ÷ 60 % × 10, within +100 %
        }

        @Test
        void removesByPercentOfManyAndByPodsOfFewReplicas() {
            // The documentation's example: 4 pods or 10 % a minute, whichever is more, from 80 pods that 10 would do
            // for. 8 at first, then 7.2 and 6.4, rounded up; 4 pods are more once 40 are left.
            HpaController documented = new HpaController(SETTINGS.withBehavior(new Behavior.Stated(
                    ANY,
                    new ScalingRules(
                            Duration.ZERO,
                            Select.Max,
                            List.of(new ScalingPolicy.Pods(4, MINUTE), new ScalingPolicy.Percent(10, MINUTE))))));
            List<Integer> reached = new ArrayList<>();
            HpaMemory memory = HpaMemory.none();
            int replicas = 80;
            for (int minute = 0; minute < 10; minute++) {
                Decision decision = documented.sync(
                        NOW.plus(MINUTE.multipliedBy(minute)),
                        memory,
                        seen(replicas, new Bounds(2, 100), ready(replicas, 37)));
                memory = decision.memory();
                replicas = decision.desired();
                reached.add(replicas);
            }
            assertThat(reached).containsExactly(72, 64, 57, 51, 45, 40, 36, 32, 28, 24);
        }

        @Test
        void neverScalesUpWhereThatIsDisabled() {
            HpaController disabled = new HpaController(SETTINGS.withBehavior(
                    new Behavior.Stated(new ScalingRules(Duration.ZERO, Select.Disabled, List.of()), ANY)));
            assertThat(disabled.sync(NOW, HpaMemory.none(), seen(10, new Bounds(2, 40), ready(10, 500)))
                            .desired())
                    .isEqualTo(10);
        }

        @Test
        void neverScalesInADisabledDirection() {
            HpaController disabled = new HpaController(SETTINGS.withBehavior(
                    new Behavior.Stated(ANY, new ScalingRules(Duration.ZERO, Select.Disabled, List.of()))));
            assertThat(disabled.sync(NOW, HpaMemory.none(), seen(10, new Bounds(2, 40), ready(10, 50)))
                            .desired())
                    .isEqualTo(10);
        }

        @Test
        void limitsScaleDownByItsPolicyRoundedDown() {
            // At least 90 % of 15 within a minute: 13.5, cut off to 13.
            HpaController gentle = new HpaController(SETTINGS.withBehavior(new Behavior.Stated(
                    ANY, new ScalingRules(Duration.ZERO, Select.Max, List.of(new ScalingPolicy.Percent(10, MINUTE))))));
            assertThat(gentle.sync(NOW, HpaMemory.none(), seen(15, new Bounds(2, 40), ready(15, 50)))
                            .desired())
                    .isEqualTo(13);
        }

        @Test
        void waitsOutAScaleUpStabilizationWindow() {
            HpaController patient = upward(MINUTE, Select.Max, new ScalingPolicy.Percent(1000, MINUTE));
            HpaMemory memory = patient.sync(NOW, HpaMemory.none(), seen(10, new Bounds(2, 40), ready(10, 300)))
                    .memory();
            Decision early = patient.sync(NOW.plusSeconds(45), memory, seen(10, new Bounds(2, 40), ready(10, 450)));
            Decision late =
                    patient.sync(NOW.plusSeconds(60), early.memory(), seen(10, new Bounds(2, 40), ready(10, 450)));
            assertThat(early.desired()).isEqualTo(10);
            assertThat(late.desired()).isEqualTo(15);
        }

        private HpaController upward(Duration window, Select select, ScalingPolicy... policies) {
            return new HpaController(SETTINGS.withBehavior(
                    new Behavior.Stated(new ScalingRules(window, select, List.of(policies)), ANY)));
        }
    }

    @Nested
    class SeveralMetrics {
        private static final Recommendation NONE = new Recommendation.Unavailable();

        /** 10 pods at 300m, the target: CPU asks for 10. */
        private static Decision with(long milliCpu, Recommendation... others) {
            return unlimited(SETTINGS)
                    .sync(
                            NOW,
                            HpaMemory.none(),
                            new HpaObservation(10, new Bounds(2, 40), 500, ready(10, milliCpu), List.of(others)));
        }

        @Test
        void areDecidedByTheLargest() {
            assertThat(with(300, new Recommendation.Replicas(14), new Recommendation.Replicas(3))
                            .desired())
                    .isEqualTo(14);
            assertThat(with(450, new Recommendation.Replicas(14)).desired()).isEqualTo(15);
        }

        @Test
        void scaleUpByThoseThatAreThereWhileOneIsUnavailable() {
            assertThat(with(450, NONE).desired()).isEqualTo(15);
            assertThat(with(450, NONE).cause()).isEqualTo(Cause.Metric);
        }

        @Test
        void neverScaleDownWhileOneIsUnavailable() {
            assertThat(with(150).desired()).isEqualTo(5);
            assertThat(with(150, NONE).desired()).isEqualTo(10);
            assertThat(with(150, NONE, new Recommendation.Replicas(8)).cause()).isEqualTo(Cause.MetricUnavailable);
        }

        @Test
        void areDecidedByTheOtherWhenCpuIsUnavailable() {
            assertThat(unlimited(SETTINGS)
                            .sync(
                                    NOW,
                                    HpaMemory.none(),
                                    new HpaObservation(
                                            3,
                                            new Bounds(2, 40),
                                            500,
                                            and(List.of(), 3, unmeasured()),
                                            List.of(new Recommendation.Replicas(7))))
                            .desired())
                    .isEqualTo(7);
        }
    }

    /** What a single sync asks for when nothing is remembered and behavior sets no limit. */
    private int unrestrained(int replicas, List<PodSample> pods) {
        return unlimited(SETTINGS)
                .sync(NOW, HpaMemory.none(), seen(replicas, new Bounds(1, 1000), pods))
                .desired();
    }

    /** One that follows its metric at once and all the way. */
    private static HpaController unlimited(HpaSettings settings) {
        ScalingRules any = new ScalingRules(Duration.ZERO, Select.Max, List.of(new ScalingPolicy.Pods(1000, SYNC)));
        return new HpaController(settings.withBehavior(new Behavior.Stated(any, any)));
    }

    private Decision sync(Instant now, HpaMemory memory, int replicas, Bounds bounds, List<PodSample> pods) {
        return controller.sync(now, memory, seen(replicas, bounds, pods));
    }

    private static HpaObservation seen(int replicas, Bounds bounds, List<PodSample> pods) {
        return new HpaObservation(replicas, bounds, 500, pods);
    }

    private static List<PodSample> ready(int count, long milliCpu) {
        Instant since = NOW.minusSeconds(3600);
        return and(List.of(), count, running(since, Readiness.Ready, since, milliCpu));
    }

    private static List<PodSample> and(List<PodSample> pods, int count, PodSample more) {
        List<PodSample> all = new ArrayList<>(pods);
        for (int i = 0; i < count; i++) {
            all.add(more);
        }
        return all;
    }

    private static PodSample running(Instant started, Readiness readiness, Instant changed, long milliCpu) {
        return new PodSample.Running(
                started, readiness, changed, new Metric.Usage(milliCpu, NOW, Duration.ofSeconds(15)));
    }

    private static PodSample unmeasured() {
        Instant since = NOW.minusSeconds(3600);
        return new PodSample.Running(since, Readiness.Ready, since, new Metric.Missing());
    }
}
