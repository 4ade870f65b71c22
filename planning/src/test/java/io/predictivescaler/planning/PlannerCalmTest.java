package io.predictivescaler.planning;

import static io.predictivescaler.planning.testkit.Demand.flat;
import static io.predictivescaler.planning.testkit.Scene.NOW;
import static io.predictivescaler.planning.testkit.Scene.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.testkit.Demand;
import io.predictivescaler.planning.testkit.Scene;
import java.time.Duration;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often the floor moves when the planner is asked each minute, and what its calm costs. */
class PlannerCalmTest {
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    /** What became of the floor over a walk: moves, and the sum of the floors in replica-minutes. */
    private record Walk(int raises, int releases, long replicaMinutes) {
        int moves() {
            return raises + releases;
        }
    }

    /** Plans each minute with the forecast of that minute, carrying out every plan. */
    private static Walk walk(Scene start, int minutes, IntFunction<Demand> forecastAt) {
        Scene scene = start;
        int raises = 0;
        int releases = 0;
        long replicaMinutes = 0;
        for (int minute = 0; minute < minutes; minute++) {
            int floor = scene.input().inForce().minReplicas();
            Scene asked = scene.demand(forecastAt.apply(minute));
            Plan plan = asked.plan();
            int next = plan.to().minReplicas();
            raises += next > floor ? 1 : 0;
            releases += next < floor ? 1 : 0;
            replicaMinutes += next;
            scene = asked.after(plan, Duration.ofMinutes(1));
        }
        return new Walk(raises, releases, replicaMinutes);
    }

    /** The next hours of a demand in replicas, as seen from a minute. */
    private static Demand ahead(int minute, IntToDoubleFunction replicasAt) {
        double[] replicas = new double[2 * HOUR];
        for (int i = 0; i < replicas.length; i++) {
            replicas[i] = Math.max(0, replicasAt.applyAsDouble(minute + i));
        }
        return Demand.replicas(NOW.plus(Duration.ofMinutes(minute)), replicas);
    }

    /** From 4 replicas at midnight to 40 at noon and back. */
    private static double sine(int minute) {
        return 22 - 18 * Math.cos(2 * Math.PI * minute / DAY);
    }

    @Nested
    class AForecastThatWavers {
        @ParameterizedTest
        @ValueSource(ints = {2, 9})
        void aboutABoundaryMovesTheFloorAtMostFourTimesAnHour(int baseline) {
            Scene start = scene().baseline(baseline, 40).floor(baseline);

            Walk walk = walk(start, 12 * HOUR, minute -> flat(NOW.plus(Duration.ofMinutes(minute)), 9 + minute % 2));

            assertThat(walk.moves()).isLessThanOrEqualTo(12 * 4);
        }

        @ParameterizedTest
        @ValueSource(doubles = {3, 9, 16})
        void aboutABoundaryByOnePercentMovesTheFloorOnceAtItsBeginning(double boundary) {
            Random random = new Random(1);

            Walk walk = walk(scene().floorBetween(0, 80).baseline(2, 80), 12 * HOUR, minute -> {
                double level = boundary * Math.clamp(1 + 0.01 * random.nextGaussian(), 0.97, 1.03);
                return flat(NOW.plus(Duration.ofMinutes(minute)), level);
            });

            assertThat(walk.moves()).isLessThanOrEqualTo(3);
            assertThat(walk.releases()).isZero();
        }

        @Test
        void aboutABoundaryWithinItselfMovesTheFloorOnce() {
            Walk walk = walk(scene(), 12 * HOUR, minute -> ahead(minute, time -> 9 + Math.floorMod(time, 2)));

            assertThat(walk).isEqualTo(new Walk(1, 0, 12 * HOUR * 10L));
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void byAFewPercentMovesTheFloorAtMostFiveTimesAnHour(long seed) {
            Random random = new Random(seed);

            Walk walk = walk(scene(), 12 * HOUR, minute -> {
                double level = 30 * (1 + 0.03 * random.nextGaussian());
                return flat(NOW.plus(Duration.ofMinutes(minute)), level);
            });

            assertThat(walk.moves()).as("seed %d", seed).isLessThanOrEqualTo(12 * 5);
        }

        @Test
        void notAtAllMovesNothingOnceItHasSettled() {
            Walk walk = walk(scene().floor(31), 12 * HOUR, minute -> flat(NOW.plus(Duration.ofMinutes(minute)), 7));

            assertThat(walk.raises()).isZero();
            assertThat(walk.releases()).isLessThanOrEqualTo(8);
        }
    }

    @Nested
    class ADayThatRisesToFortyReplicasAndFalls {
        private final long ideal = ideal();

        /** The floor that follows the lead time's need to the replica, each minute. */
        private static long ideal() {
            long sum = 0;
            for (int minute = 0; minute < DAY; minute++) {
                double highest = 0;
                for (int ahead = 0; ahead <= 3; ahead++) {
                    highest = Math.max(highest, sine(minute + ahead));
                }
                sum += (long) Math.ceil(highest * (1 - 1e-6));
            }
            return sum;
        }

        @Test
        void takesAtMostSixteenRaisesForFourPercentMoreReplicaHours() {
            Walk walk = walk(scene().floor(4), DAY, minute -> ahead(minute, PlannerCalmTest::sine));

            assertThat(walk.raises()).isBetween(8, 16);
            assertThat(walk.releases()).isLessThanOrEqualTo(24);
            assertThat(walk.replicaMinutes()).isBetween(ideal, Math.round(ideal * 1.04));
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void isNotMuchBusierWhenTheForecastIsNoisy(long seed) {
            Random random = new Random(seed);

            Walk walk = walk(scene().floor(4), DAY, minute -> {
                double error = 1 + 0.03 * random.nextGaussian();
                return ahead(minute, time -> sine(time) * error);
            });

            assertThat(walk.moves()).as("seed %d", seed).isLessThanOrEqualTo(80);
        }
    }
}
