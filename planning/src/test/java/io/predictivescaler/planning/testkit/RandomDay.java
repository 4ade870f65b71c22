package io.predictivescaler.planning.testkit;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.Budget;
import io.predictivescaler.planning.Calendar;
import io.predictivescaler.planning.DemandOutlook;
import io.predictivescaler.planning.DemandOutlook.Forecasted;
import io.predictivescaler.planning.DemandOutlook.NoOpinion;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.PlanInput;
import io.predictivescaler.planning.PlanMemory;
import io.predictivescaler.planning.PlanSettings;
import io.predictivescaler.planning.PlanSettings.Ceiling;
import io.predictivescaler.planning.PlanSettings.FloorRange;
import io.predictivescaler.planning.PlanSettings.RaiseRate;
import io.predictivescaler.planning.PlanSettings.ReleaseRate;
import io.predictivescaler.planning.Posture;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Some hours of a target, made from a seed: up to three demand entries whose forecasts know what comes, of which any may fail for a
 * while; a calendar in half of the worlds; any settings. It is looked at every {@link #look}.
 */
public final class RandomDay {
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int STEPS = 12 * 12;
    private static final int MOST_LOOKS = 200;
    private static final int AHEAD = 4 * 12;
    private static final double CAPACITY = 50;
    private static final List<QuantileLevel> LEVELS = List.of(QuantileLevel.P50, QuantileLevel.P95);

    private final Random random;
    private final Duration look;
    private final List<Entry> entries;
    private final PlanSettings settings;
    private final Scene start;
    private final Map<Integer, DemandOutlook[]> issued = new HashMap<>();

    /** @param failure steps at which no forecast is to be had: from one (inclusive) to another (exclusive) */
    private record Entry(String name, double[] replicas, int failsFrom, int failsTo) {
        boolean failsAt(int step) {
            return step >= failsFrom && step < failsTo;
        }
    }

    /** A moment of the day: what is planned from, and the plan. */
    public record Moment(PlanInput input, Plan plan) {
        public int floor() {
            return plan.to().minReplicas();
        }
    }

    public RandomDay(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.look = Duration.ofSeconds(60L * between(1, 5));
        this.entries = IntStream.rangeClosed(1, between(1, 3))
                .mapToObj(number -> anyEntry("entry-" + number))
                .toList();
        this.settings = new PlanSettings(
                QuantileLevel.P95,
                Duration.ofSeconds(between(15, 1200)),
                random.nextDouble(),
                new FloorRange(between(0, 4), between(20, 80)),
                random.nextBoolean() ? new Ceiling.Keep() : new Ceiling.Raise(between(1, 80), between(0, 50)),
                RaiseRate.unlimited(),
                new ReleaseRate(
                        Duration.ofSeconds(between(0, 1200)), between(5, 100), Duration.ofSeconds(between(0, 600))),
                ZoneOffset.UTC);
        int floor = between(0, 8);
        Bounds bounds = new Bounds(floor, floor + between(5, 50));
        this.start = new Scene(new PlanInput(
                Scene.NOW,
                settings,
                Baseline.of(bounds.minReplicas(), bounds.maxReplicas()),
                bounds,
                0,
                new Posture.Acting(),
                List.of(),
                anyCalendar(),
                PlanMemory.none()));
    }

    public Duration look() {
        return look;
    }

    /** The day without limits on what it costs. */
    public Scene unlimited() {
        return start;
    }

    /** The day with a budget, with limits on how fast the floor rises, or without either. */
    public Scene any() {
        return switch (random.nextInt(3)) {
            case 0 -> budgeted();
            case 1 -> slowlyRaised();
            default -> unlimited();
        };
    }

    /** After the last change of demand, with any floor in force and no calendar. */
    public Scene still() {
        int most = start.input().baseline().maxReplicas();
        return start.at(Scene.NOW.plus(STEP.multipliedBy(STEPS)))
                .calendar()
                .floor(between(start.input().baseline().floor(), most));
    }

    /** The day with a budget that may last for it or not. */
    public Scene budgeted() {
        return start.budget(new Budget.Daily(between(1, 150), look));
    }

    /** The day with limits on how fast the floor rises. */
    public Scene slowlyRaised() {
        PlanSettings now = settings;
        return start.settings(new PlanSettings(
                now.percentile(),
                now.leadTime(),
                now.spread(),
                now.floor(),
                now.ceiling(),
                new RaiseRate(between(1, 300), Duration.ofSeconds(between(0, 300))),
                now.release(),
                now.zone()));
    }

    /** Goes through the day from {@code from} on, look by look, and shows each; gives back the scene after the last one. */
    public Scene walk(Scene from, int looks, Consumer<Moment> seen) {
        Scene scene = from;
        for (int i = 0; i < looks; i++) {
            scene = scene.outlooks(outlooks(scene.input().now()));
            Plan plan = scene.plan();
            seen.accept(new Moment(scene.input(), plan));
            scene = scene.after(plan, look);
        }
        return scene;
    }

    /** Goes on by looks {@code every} so often until two of them have changed nothing. */
    public Scene walkUntilItStands(Scene from, Duration every) {
        Scene scene = from;
        int standing = 0;
        for (int i = 0; i < MOST_LOOKS && standing < 2; i++) {
            Bounds before = scene.input().inForce();
            scene = walk(scene, 1, moment -> {}).at(scene.input().now().plus(every));
            standing = scene.input().inForce().equals(before) ? standing + 1 : 0;
        }
        if (standing < 2) {
            throw new AssertionError("the bounds still move after " + MOST_LOOKS + " looks");
        }
        return scene;
    }

    /** The replicas that entries with a forecast need at most in a stretch of time, before any limit and without the calendar. */
    public double known(Instant now, Instant to) {
        double most = 0;
        for (Entry entry : entries) {
            for (int step = stepAt(now); !entry.failsAt(stepAt(now)) && step <= stepAt(to); step++) {
                most = Math.max(most, entry.replicas()[Math.min(step, STEPS - 1)]);
            }
        }
        return most;
    }

    private static int stepAt(Instant time) {
        return (int) Duration.between(Scene.NOW, time).dividedBy(STEP);
    }

    private DemandOutlook[] outlooks(Instant now) {
        return issued.computeIfAbsent(stepAt(now), this::outlooks);
    }

    private DemandOutlook[] outlooks(int step) {
        return entries.stream()
                .map(entry -> entry.failsAt(step) ? silent(entry) : forecasted(entry, step))
                .toArray(DemandOutlook[]::new);
    }

    private static DemandOutlook silent(Entry entry) {
        Instant failed = Scene.NOW.plus(STEP.multipliedBy(entry.failsFrom()));
        return new NoOpinion(entry.name(), "Prometheus is unreachable", failed.plus(Duration.ofMinutes(30)));
    }

    private static DemandOutlook forecasted(Entry entry, int step) {
        double[][] rows = new double[AHEAD][LEVELS.size()];
        for (int h = 0; h < AHEAD; h++) {
            double demand = CAPACITY * entry.replicas()[Math.min(step + h, STEPS - 1)];
            rows[h] = new double[] {demand * 0.9, demand};
        }
        Instant start = Scene.NOW.plus(STEP.multipliedBy(step));
        return new Forecasted(
                entry.name(),
                "req/s",
                new QuantileForecast(start, STEP, LEVELS, rows),
                start.plus(Duration.ofHours(2)),
                CAPACITY,
                Double.POSITIVE_INFINITY);
    }

    private Entry anyEntry(String name) {
        double[] replicas = new double[STEPS];
        double level = random.nextDouble() * 40;
        for (int i = 0; i < STEPS; i++) {
            level = random.nextInt(15) == 0 ? random.nextDouble() * 45 : level;
            replicas[i] = level * (0.9 + 0.2 * random.nextDouble());
        }
        int failsFrom = between(0, 40);
        return new Entry(name, replicas, failsFrom, random.nextBoolean() ? failsFrom : failsFrom + between(1, 24));
    }

    private Calendar anyCalendar() {
        List<Calendar.Window> windows = new ArrayList<>();
        for (int i = random.nextBoolean() ? 0 : between(1, 3); i > 0; i--) {
            Instant from = Scene.NOW.plusSeconds(between(-3600, 5 * 3600));
            boolean multiplies = random.nextInt(3) == 0;
            windows.add(new Calendar.Window(
                    "calendar-" + i,
                    from,
                    from.plusSeconds(between(300, 7200)),
                    multiplies ? 1 + random.nextDouble() : 1,
                    multiplies ? 0 : between(1, 50)));
        }
        return Calendar.of(windows);
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
