package io.predictivescaler.forecasting.capacity;

import static io.predictivescaler.forecasting.capacity.SimulatedWorkload.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.predictivescaler.forecasting.capacity.CapacityOutcome.Learned;
import io.predictivescaler.forecasting.capacity.CapacityOutcome.Reach;
import io.predictivescaler.forecasting.capacity.CapacityOutcome.Reason;
import io.predictivescaler.forecasting.capacity.CapacityOutcome.Refused;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CapacityLearnerTest {
    private static final int WORLDS = 12;

    private static Learned learned(SimulatedWorkload workload) {
        assertThat(workload.learned()).as("seed %d", workload.seed()).isInstanceOf(Learned.class);
        return (Learned) workload.learned();
    }

    private static void assertRefused(SimulatedWorkload workload, Reason reason) {
        assertThat(workload.learned())
                .as("seed %d", workload.seed())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason())
                                .as(refused.finding())
                                .isEqualTo(reason));
    }

    private static void assertLearns(double capacity, UnaryOperator<SimulatedWorkload> world) {
        LongStream.range(0, WORLDS).forEach(seed -> {
            SimulatedWorkload workload = world.apply(SimulatedWorkload.carrying(37, seed));
            assertThat(learned(workload).perReplica())
                    .as("seed %d, %s", seed, workload.learned())
                    .isCloseTo(capacity, withinPercentage(10));
        });
    }

    @Nested
    class OfAHiddenCapacity {
        @Test
        void findsItWithinATenth() {
            assertLearns(37, world -> world);
        }

        @Test
        void findsItUnderMuchNoise() {
            assertLearns(37, world -> world.withNoise(0.12));
        }

        @Test
        void findsItWhateverAReplicaNeedsWithoutLoad() {
            assertLearns(37, world -> world.withIdle(20));
            assertLearns(37, world -> world.withIdle(0));
        }

        @Test
        void findsItWithOutliers() {
            assertLearns(37, world -> world.withOutliers(0.1));
        }

        @Test
        void findsItWithGaps() {
            assertLearns(37, world -> world.withGaps(0.2));
        }

        @Test
        void findsItByTheMinuteAndByTheHour() {
            assertLearns(37, world -> world.by(Duration.ofMinutes(1)));
            assertLearns(37, world -> world.by(Duration.ofHours(1)));
        }

        @Test
        void findsItWithinTheFirstDay() {
            assertLearns(37, world -> world.lasting(Duration.ofDays(1)));
        }

        @Test
        void findsItWhereReplicasAreSaturatedForHours() {
            assertLearns(37, world -> world.withReplicas(2, 11));
        }

        @Test
        void findsItWhereReplicasStopShortOfTheirCpu() {
            assertLearns(37, world -> world.withReplicas(2, 14).stoppingAt(75));
        }

        @Test
        void findsItOfAWorkloadOfTwoOrThreeReplicas() {
            assertLearns(37, world -> world.withDemand(hour -> SimulatedWorkload.ofShop(hour) / 9));
        }

        /** By night as by day, demand and replicas go together, and no replica ever carries anything else. */
        @Test
        void findsItWhereTheAutoscalerHoldsUtilizationAllTheTime() {
            LongStream.range(0, WORLDS).forEach(seed -> {
                SimulatedWorkload workload = SimulatedWorkload.carrying(37, seed)
                        .withDemand(hour -> hour % 24 > 8 && hour % 24 < 18 ? 1000 : 330);
                assertThat(learned(workload).perReplica())
                        .as("seed %d, %s", seed, workload.learned())
                        .isCloseTo(37, withinPercentage(10));
                assertThat(learned(workload).reach()).as("seed %d", seed).isIn(Reach.Held, Reach.Seen);
            });
        }

        @Test
        void tellsHowGoodTheFitIs() {
            Learned learned = learned(SimulatedWorkload.carrying(37, 1));
            assertThat(learned.reach()).isEqualTo(Reach.Seen);
            assertThat(learned.quality().correlation()).isGreaterThan(0.9);
            assertThat(learned.quality().uncertainty()).isBetween(0.001, 0.1);
            assertThat(learned.quality().spread()).isBetween(0.005, 0.1);
            assertThat(learned.quality().hours()).isBetween(60.0, 168.0);
            assertThat(learned.quality().highestSeen()).isBetween(60.0, 95.0);
            assertThat(learned.quality().changed()).isEqualTo("1970-01-01T00:00:00Z");
        }

        @Test
        void growsWithTheUnitOfDemand() {
            SimulatedWorkload world = SimulatedWorkload.carrying(37, 1);
            SimulatedWorkload inThousandths =
                    SimulatedWorkload.carrying(37_000, 1).withDemand(hour -> 1000 * SimulatedWorkload.ofShop(hour));
            assertThat(learned(inThousandths).perReplica())
                    .isCloseTo(1000 * learned(world).perReplica(), withinPercentage(0.5));
        }
    }

    @Nested
    class AfterARelease {
        /** At noon of the sixth day, and it is now the same time of the seventh. */
        private void assertFollowed(double before, double after, double hourOfDay) {
            double release = 24 * 5 + hourOfDay;
            LongStream.range(0, WORLDS).forEach(seed -> {
                SimulatedWorkload workload = SimulatedWorkload.carrying(before, seed)
                        .withCapacity(hour -> hour < release ? before : after)
                        .lasting(Duration.ofMinutes(Math.round(60 * (release + 24))));
                assertThat(learned(workload).perReplica())
                        .as("seed %d, %s", seed, workload.learned())
                        .isCloseTo(after, withinPercentage(10));
            });
        }

        @Test
        void followsOneThatCostsMoreWithinADay() {
            assertFollowed(37, 25, 12);
            assertFollowed(37, 25, 2);
            assertFollowed(37, 25, 20);
        }

        @Test
        void followsOneThatCostsLessWithinADay() {
            assertFollowed(37, 52, 12);
            assertFollowed(37, 52, 2);
            assertFollowed(37, 52, 20);
        }

        @Test
        void tellsWhenTheCostChanged() {
            SimulatedWorkload workload =
                    SimulatedWorkload.carrying(37, 1).withCapacity(hour -> hour < 24 * 5 + 12 ? 37 : 25);
            assertThat(learned(workload).quality().changed())
                    .isBetween(START.plus(Duration.ofHours(24 * 5 + 10)), START.plus(Duration.ofHours(24 * 5 + 14)));
        }

        /** A release by night shows its new cost on small loads only, and what the replicas carry by day is still known. */
        @Test
        void knowsTheCapacityInTheFirstMorningToo() {
            double release = 24 * 5 + 22;
            LongStream.range(0, WORLDS).forEach(seed -> {
                SimulatedWorkload workload = SimulatedWorkload.carrying(37, seed)
                        .withCapacity(hour -> hour < release ? 37 : 25)
                        .lasting(Duration.ofHours(24 * 5 + 22 + 8));
                assertThat(learned(workload).perReplica()).as("seed %d", seed).isBetween(22.0, 32.0);
            });
        }
    }

    @Nested
    class WhereTheTargetWasNotSeen {
        @Test
        void takesTheHighestLoadThatWasSeenAndNoMore() {
            LongStream.range(0, WORLDS).forEach(seed -> {
                SimulatedWorkload workload =
                        SimulatedWorkload.carrying(37, seed).withReplicas(35, 60);
                Learned learned = learned(workload);
                assertThat(learned.reach()).isEqualTo(Reach.HighestSeen);
                assertThat(learned.perReplica()).as("seed %d", seed).isBetween(22.0, 30.0);
                assertThat(learned.quality().highestSeen()).isBetween(38.0, 50.0);
            });
        }

        @Test
        void isRefusedWhereItIsFarAway() {
            LongStream.range(0, WORLDS)
                    .forEach(seed -> assertRefused(
                            SimulatedWorkload.carrying(37, seed).withReplicas(60, 60), Reason.TargetNotSeen));
        }

        @Test
        void isRefusedAfterANightOnly() {
            LongStream.range(0, WORLDS)
                    .forEach(seed -> assertThat(SimulatedWorkload.carrying(37, seed)
                                    .lasting(Duration.ofHours(7))
                                    .withReplicas(4, 60)
                                    .learned())
                            .as("seed %d", seed)
                            .isInstanceOf(Refused.class));
        }
    }

    @Nested
    class OfWhatTellsNothing {
        @Test
        void refusesAFlatLoad() {
            LongStream.range(0, WORLDS)
                    .forEach(seed -> assertRefused(
                            SimulatedWorkload.carrying(37, seed).withDemand(hour -> 370), Reason.FlatLoad));
        }

        @Test
        void refusesAUtilizationThatDoesNotFollowTheLoad() {
            LongStream.range(0, WORLDS)
                    .forEach(seed -> assertRefused(
                            SimulatedWorkload.carrying(1e9, seed)
                                    .withIdle(40)
                                    .withReplicas(10, 10)
                                    .withNoise(0.2),
                            Reason.NoRelation));
        }

        @Test
        void refusesReplicasThatAreBusierThanTheTargetWithoutLoad() {
            SimulatedWorkload workload =
                    SimulatedWorkload.carrying(37, 1).withReplicas(20, 20).withIdle(35);
            assertThat(CapacityLearner.learn(workload.history(), 30, workload.end()))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.IdleAboveTarget));
        }

        @Test
        void refusesAUtilizationThatIsAnywhere() {
            LongStream.range(0, WORLDS)
                    .forEach(seed -> assertThat(SimulatedWorkload.carrying(37, seed)
                                    .withReplicas(14, 14)
                                    .withIdle(30)
                                    .withNoise(0.5)
                                    .learned())
                            .as("seed %d", seed)
                            .isInstanceOf(Refused.class));
        }

        @Test
        void refusesTooFewObservations() {
            assertRefused(SimulatedWorkload.carrying(37, 1).lasting(Duration.ofHours(5)), Reason.TooFewObservations);
            assertRefused(SimulatedWorkload.carrying(37, 1).withGaps(1), Reason.TooFewObservations);
            assertRefused(
                    SimulatedWorkload.carrying(37, 1).withDemand(hour -> 5000).withReplicas(2, 10),
                    Reason.TooFewObservations);
        }

        @Test
        void refusesObservationsThatEndedLongAgo() {
            SimulatedWorkload workload = SimulatedWorkload.carrying(37, 1);
            assertThat(CapacityLearner.learn(
                            workload.history(),
                            SimulatedWorkload.TARGET,
                            workload.end().plus(Duration.ofHours(25))))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.StaleObservations));
        }

        @Test
        void refusesATargetOfNothing() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CapacityLearner.learn(
                            SimulatedWorkload.carrying(37, 1).history(), 0, START))
                    .withMessageContaining("0.0");
        }
    }
}
