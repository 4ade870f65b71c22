package io.predictivescaler.planning.testkit;

import io.predictivescaler.forecasting.quantile.MinuteNoise;
import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.Budget;
import io.predictivescaler.planning.Bursts;
import io.predictivescaler.planning.Calendar;
import io.predictivescaler.planning.DemandOutlook;
import io.predictivescaler.planning.DemandOutlook.Distrusted;
import io.predictivescaler.planning.DemandOutlook.Forecasted;
import io.predictivescaler.planning.DemandOutlook.NoOpinion;
import io.predictivescaler.planning.PlanInput;
import io.predictivescaler.planning.PlanMemory;
import io.predictivescaler.planning.PlanSettings;
import io.predictivescaler.planning.PlanSettings.Ceiling;
import io.predictivescaler.planning.PlanSettings.FloorRange;
import io.predictivescaler.planning.PlanSettings.RaiseRate;
import io.predictivescaler.planning.PlanSettings.ReleaseRate;
import io.predictivescaler.planning.Posture;
import io.predictivescaler.planning.Reason;
import io.predictivescaler.planning.Spending;
import io.predictivescaler.planning.SwitchOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A planner's input made from a seed: any settings, any bounds that may stand, up to three demand entries of any shape. */
public final class RandomWorld {
    private static final List<QuantileLevel> LEVELS =
            List.of(QuantileLevel.P50, QuantileLevel.P80, QuantileLevel.P95, QuantileLevel.P99);

    private final long seed;
    private final Random random;
    private final Scene scene;

    public RandomWorld(long seed) {
        this.seed = seed;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.scene = new Scene(anyInput());
    }

    public long seed() {
        return seed;
    }

    public Scene scene() {
        return scene;
    }

    /** An even choice of the numbers from one to another, both included. */
    public int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** The same world with the kill switch on. */
    public Scene switched(SwitchOrder order) {
        return scene.posture(new Posture.Switched(order, "the kill switch says so"));
    }

    /** What the policy allows maxReplicas at most. */
    public int highestMaximum() {
        return switch (scene.input().settings().ceiling()) {
            case Ceiling.Keep keep -> scene.input().baseline().maxReplicas();
            case Ceiling.Raise raise ->
                Math.max(raise.highest(), scene.input().baseline().maxReplicas());
        };
    }

    /** The same world, in which some demand is higher and none lower. */
    public Scene withMoreDemand() {
        List<DemandOutlook> more = new ArrayList<>();
        for (DemandOutlook outlook : scene.input().outlooks()) {
            more.add(
                    switch (outlook) {
                        case NoOpinion none -> none;
                        case Distrusted distrusted -> distrusted;
                        case Forecasted forecasted -> withMore(forecasted);
                    });
        }
        return scene.outlooks(more.toArray(DemandOutlook[]::new));
    }

    /** A world that acts on one forecast a minute for the next five hours, known throughout, without a limit on raises. */
    public Scene knownDay() {
        double[] replicas = new double[5 * 60];
        double level = random.nextDouble() * 40;
        for (int i = 0; i < replicas.length; i++) {
            if (random.nextInt(25) == 0) {
                level = random.nextDouble() * 45;
            }
            replicas[i] = level * (0.9 + 0.2 * random.nextDouble());
        }
        Demand demand = Demand.replicas(Scene.NOW, replicas).expiring(Scene.NOW.plus(Duration.ofDays(1)));
        return Scene.scene()
                .settings(new PlanSettings(
                        QuantileLevel.P95,
                        Duration.ofMinutes(between(1, 20)),
                        random.nextDouble(),
                        new FloorRange(0, 100),
                        random.nextBoolean() ? new Ceiling.Keep() : new Ceiling.Raise(between(40, 60), 10),
                        RaiseRate.unlimited(),
                        anyRelease(),
                        ZoneOffset.UTC))
                .demand(demand);
    }

    private PlanInput anyInput() {
        int floor = between(0, 10);
        Baseline baseline = Baseline.of(floor, Math.max(1, floor + between(0, 40)));
        PlanSettings settings = anySettings();
        boolean raisedMaximum = settings.ceiling() instanceof Ceiling.Raise && random.nextBoolean();
        int maximum = baseline.maxReplicas() + (raisedMaximum ? between(0, 40) : 0);
        Bounds inForce = new Bounds(between(floor, maximum), maximum);
        PlanMemory memory = new PlanMemory(
                Scene.NOW.minusSeconds(between(0, 4000)),
                Scene.NOW.minusSeconds(between(0, 1500)),
                anySpending(settings.budget(), inForce.minReplicas(), floor));
        List<DemandOutlook> outlooks = new ArrayList<>();
        for (int i = between(0, 3); i > 0; i--) {
            outlooks.add(anyOutlook("entry-" + i));
        }
        return new PlanInput(
                Scene.NOW,
                settings,
                baseline,
                inForce,
                between(0, maximum),
                anyPosture(),
                outlooks,
                anyCalendar(),
                memory);
    }

    /** None in half of the worlds; else up to four windows about now, of which any may overlap. */
    private Calendar anyCalendar() {
        List<Calendar.Window> windows = new ArrayList<>();
        for (int i = random.nextBoolean() ? 0 : between(1, 4); i > 0; i--) {
            Instant start = Scene.NOW.plusSeconds(between(-7200, 7200));
            boolean multiplies = random.nextBoolean();
            windows.add(new Calendar.Window(
                    "calendar-" + i,
                    start,
                    start.plusSeconds(between(60, 14_400)),
                    multiplies ? 0.25 + 4 * random.nextDouble() : 1,
                    multiplies ? 0 : between(1, 60)));
        }
        return Calendar.of(windows);
    }

    private PlanSettings anySettings() {
        int lowest = between(0, 5);
        return new PlanSettings(
                LEVELS.get(between(0, 3)),
                Duration.ofSeconds(between(15, 1800)),
                random.nextDouble(),
                new FloorRange(lowest, lowest + between(0, 80)),
                random.nextBoolean() ? new Ceiling.Keep() : new Ceiling.Raise(between(1, 100), between(0, 50)),
                random.nextBoolean()
                        ? RaiseRate.unlimited()
                        : new RaiseRate(between(1, 300), Duration.ofSeconds(between(0, 300))),
                anyRelease(),
                ZoneOffset.UTC,
                anyBudget());
    }

    private ReleaseRate anyRelease() {
        return new ReleaseRate(
                Duration.ofSeconds(between(0, 1800)), between(1, 100), Duration.ofSeconds(between(0, 600)));
    }

    /** None in half of the worlds; else from next to nothing to more than can be spent. */
    private Budget anyBudget() {
        return random.nextBoolean()
                ? new Budget.Unlimited()
                : new Budget.Daily(1 + (int) Math.pow(2000, random.nextDouble()), Duration.ofSeconds(between(15, 300)));
    }

    /** Anything from nothing to a little too much, and half of the time nearly all. */
    private Spending anySpending(Budget budget, int floor, int baseline) {
        int limit = switch (budget) {
            case Budget.Unlimited unlimited -> 100;
            case Budget.Daily daily -> daily.replicaHours();
        };
        double share = random.nextBoolean() ? 1.02 * random.nextDouble() : 0.9 + 0.11 * random.nextDouble();
        return new Spending(
                LocalDate.ofInstant(Scene.NOW, ZoneOffset.UTC),
                Duration.ofSeconds((long) (3600 * limit * share)),
                new Spending.Standing.Floor(
                        Scene.NOW.minusSeconds(between(0, 120)), floor, baseline, Spending.Kind.Applied));
    }

    private Posture anyPosture() {
        return switch (random.nextInt(14)) {
            case 0 -> new Posture.LettingGo();
            case 1 -> new Posture.Paused(Scene.NOW.plusSeconds(between(0, 3600)));
            case 2 -> new Posture.Unable(Reason.ScaleDownDisabled, "it cannot");
            // Restore knows no release rate, so it has properties of its own.
            case 3 -> new Posture.Switched(SwitchOrder.Release, "the kill switch says Release");
            default -> new Posture.Acting();
        };
    }

    private DemandOutlook anyOutlook(String name) {
        if (random.nextInt(6) == 0) {
            int held = between(-600, 600);
            return held % 3 == 0
                    ? new Distrusted(name, "no skill", Scene.NOW.plusSeconds(held))
                    : new NoOpinion(name, "Prometheus is unreachable", Scene.NOW.plusSeconds(held));
        }
        int step = List.of(60, 300, 900).get(between(0, 2));
        double scale = random.nextDouble() * 3000;
        double level = random.nextDouble();
        double[][] rows = new double[between(1, 150)][LEVELS.size()];
        for (double[] row : rows) {
            level = random.nextInt(10) == 0 ? random.nextDouble() : level;
            double value = scale * level;
            for (int i = 0; i < row.length; i++) {
                row[i] = value;
                value *= 1 + 0.2 * random.nextDouble();
            }
        }
        Instant start = Scene.NOW.minusSeconds(between(0, 3 * step));
        double highestSeen = random.nextInt(4) == 0 ? scale * random.nextDouble() : 2 * scale;
        return new Forecasted(
                name,
                "req/s",
                new QuantileForecast(start, Duration.ofSeconds(step), LEVELS, rows),
                Scene.NOW.plusSeconds(between(-300, 7200)),
                50,
                highestSeen,
                random.nextBoolean()
                        ? Bursts.none(50)
                        : Bursts.of(new MinuteNoise(10 * random.nextDouble()), 50, between(50, 100)));
    }

    private Forecasted withMore(Forecasted less) {
        QuantileForecast forecast = less.forecast();
        double[][] rows = new double[forecast.horizon()][LEVELS.size()];
        for (int h = 0; h < rows.length; h++) {
            double more = random.nextBoolean() ? 0 : random.nextDouble() * 500;
            for (int i = 0; i < LEVELS.size(); i++) {
                rows[h][i] = forecast.valueAt(h, LEVELS.get(i)) + more;
            }
        }
        return new Forecasted(
                less.name(),
                less.unit(),
                new QuantileForecast(forecast.start(), forecast.step(), LEVELS, rows),
                less.expires(),
                less.capacityPerReplica(),
                less.highestSeen(),
                less.bursts());
    }
}
