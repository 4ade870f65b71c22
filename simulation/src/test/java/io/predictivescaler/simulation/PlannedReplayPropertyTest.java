package io.predictivescaler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.Budget;
import io.predictivescaler.planning.Calendar;
import io.predictivescaler.planning.DemandOutlook.Forecasted;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.PlanInput;
import io.predictivescaler.planning.PlanMemory;
import io.predictivescaler.planning.PlanSettings;
import io.predictivescaler.planning.Planner;
import io.predictivescaler.planning.Posture;
import io.predictivescaler.planning.Spending;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * An autoscaler whose floor is planned beside one that is alone, under the same demand, in worlds made from a seed, which a failure
 * prints. Forecasts are right, or wrong by a factor of up to 3 either way, and budgets may run out.
 *
 * <p>Demand does not jump. An autoscaler that a jump has saturated orders too much, for it sees old samples, and keeps it for the length
 * of its stabilization: for that while it may by luck have more for the next jump than one that was not short.
 */
class PlannedReplayPropertyTest {
    private static final int WORLDS = 300;
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration SYNC = Duration.ofSeconds(15);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MINUTES = 100;
    private static final double CAPACITY = 50;
    private static final Baseline BASELINE = Baseline.of(2, 60);

    private record Both(Moment alone, Moment planned) {}

    /** One planned and one lonely autoscaler, sync by sync. */
    private static final class Pair {
        private final SplittableRandom random;
        private final double[] demand;
        private final double error;
        private final PlanSettings settings;
        private World alone;
        private World planned;
        private Bounds bounds = BASELINE.bounds();
        private PlanMemory memory = PlanMemory.none();

        Pair(long seed, double tolerance) {
            random = new SplittableRandom(seed);
            demand = demand();
            error = random.nextBoolean() ? 1 : Math.pow(3, random.nextDouble(-1, 1));
            Duration startUp = Duration.ofSeconds(random.nextInt(20, 240));
            settings = new PlanSettings(
                    QuantileLevel.P95,
                    startUp.plusSeconds(75),
                    0,
                    new PlanSettings.FloorRange(0, 60),
                    new PlanSettings.Ceiling.Keep(),
                    PlanSettings.RaiseRate.unlimited(),
                    new PlanSettings.ReleaseRate(
                            Duration.ofMinutes(random.nextInt(0, 15)), random.nextInt(5, 100), Duration.ofMinutes(3)),
                    ZoneOffset.UTC,
                    random.nextBoolean() ? new Budget.Unlimited() : new Budget.Daily(random.nextInt(1, 40), MINUTE));
            WorldSettings world = WorldSettings.of(
                    hpa(tolerance),
                    Workload.carrying(CAPACITY, 70, StartUp.fixed(startUp)),
                    MetricsPipeline.lagging(Duration.ofSeconds(15L * random.nextInt(1, 5))));
            int replicas = Math.max(2, (int) Math.ceil(demand[0] / CAPACITY));
            alone = World.at(START, replicas, world);
            planned = World.at(START, replicas, world);
        }

        /** Demand of each minute, which grows by at most 4 % in one: no autoscaler is saturated by that. */
        private double[] demand() {
            double[] values = new double[MINUTES + 60];
            double level = random.nextDouble(100, 1500);
            double growth = 1;
            for (int minute = 0; minute < values.length; minute++) {
                if (random.nextInt(12) == 0) {
                    growth = random.nextDouble(0.9, 1.04);
                }
                level = Math.clamp(level * growth, 100, 2500);
                values[minute] = level * random.nextDouble(0.99, 1.01);
            }
            return values;
        }

        private static HpaSettings hpa(double tolerance) {
            return HpaSettings.targeting(70).withTolerance(Tolerance.both(tolerance));
        }

        void plan(int minute) {
            double[][] rows = Arrays.stream(demand, minute, minute + 60)
                    .mapToObj(value -> new double[] {value * error * 0.9, value * error})
                    .toArray(double[][]::new);
            Instant now = START.plus(MINUTE.multipliedBy(minute));
            QuantileForecast forecast =
                    new QuantileForecast(now, MINUTE, List.of(QuantileLevel.P50, QuantileLevel.P95), rows);
            PlanInput input = new PlanInput(
                    now,
                    settings,
                    BASELINE,
                    bounds,
                    planned.pods().count(),
                    new Posture.Acting(),
                    List.of(new Forecasted("demand", "", forecast, now.plusSeconds(3600), CAPACITY, 1e9)),
                    Calendar.none(),
                    memory);
            Plan plan = Planner.plan(input);
            memory = memory.after(plan, bounds, now)
                    .withSpending(memory.spending().after(input, plan.to().minReplicas(), Spending.Kind.Applied));
            bounds = plan.to();
        }

        Both sync(int minute) {
            World.Stepped lonely = alone.step(demand[minute], BASELINE.bounds());
            World.Stepped led = planned.step(demand[minute], bounds);
            alone = lonely.next();
            planned = led.next();
            return new Both(lonely.moment(), led.moment());
        }
    }

    private static void inWorlds(double tolerance, ToDoubleFunction<Both> due) {
        LongStream.range(0, WORLDS).forEach(seed -> {
            Pair pair = new Pair(seed, tolerance);
            int below = 0;
            for (int sync = 0; sync < 4 * MINUTES; sync++) {
                if (sync % 4 == 0) {
                    pair.plan(sync / 4);
                }
                Both both = pair.sync(sync / 4);
                below = both.planned().ready() < due.applyAsDouble(both) - 1 ? below + 1 : 0;
                assertThat(below)
                        .as("seed %d, syncs in a row with less: %s", seed, both)
                        .isLessThanOrEqualTo(2);
            }
        });
    }

    /** What the autoscaler alone has more than demand needs it has ordered on old samples, while it was behind. */
    @Test
    void readyPodsAreNeverBelowThoseOfTheHpaAloneByMoreThanOneForMoreThanTwoSyncsWhileTheyAreNeeded() {
        inWorlds(0, both -> Math.min(both.alone().ready(), both.planned().needed()));
    }

    /** Which lets any number of replicas stand whose utilization is within a tenth of the target. */
    @Test
    void withTheHpasToleranceTheyAreBelowByNoMoreThanItBesides() {
        inWorlds(0.1, both -> both.alone().ready() * 0.9 / 1.1);
    }
}
