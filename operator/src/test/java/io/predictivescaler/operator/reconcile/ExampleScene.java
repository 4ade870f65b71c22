package io.predictivescaler.operator.reconcile;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.Budget;
import io.predictivescaler.planning.Calendar;
import io.predictivescaler.planning.DemandOutlook;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.PlanInput;
import io.predictivescaler.planning.PlanMemory;
import io.predictivescaler.planning.PlanSettings;
import io.predictivescaler.planning.PlanSettings.Ceiling;
import io.predictivescaler.planning.PlanSettings.FloorRange;
import io.predictivescaler.planning.PlanSettings.RaiseRate;
import io.predictivescaler.planning.PlanSettings.ReleaseRate;
import io.predictivescaler.planning.Planner;
import io.predictivescaler.planning.Posture;
import io.predictivescaler.planning.Spending;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * What the planner is told in the examples of docs/decisions.md. At first: Monday 09:00 in Berlin, baseline and bounds in force 2 to
 * 40, P90, 5 minutes of lead time, release after 10 minutes of hold by 25 % every 3 minutes, no demand entry.
 */
final class ExampleScene {
    static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    static final double CAPACITY = 50;

    private Baseline baseline = Baseline.of(2, 40);
    private Bounds inForce = new Bounds(2, 40);
    private Posture posture = new Posture.Acting();
    private List<DemandOutlook> outlooks = List.of();
    private Calendar calendar = Calendar.none();
    private PlanMemory memory = PlanMemory.none();
    private FloorRange range = new FloorRange(0, 40);
    private RaiseRate raise = RaiseRate.unlimited();
    private double highestSeen = 1e6;
    private Budget budget = new Budget.Unlimited();

    static ExampleScene scene() {
        return new ExampleScene();
    }

    ExampleScene floor(int floor) {
        inForce = new Bounds(floor, 40);
        return this;
    }

    /** A user's minimum that is the maximum. */
    ExampleScene equalBounds() {
        baseline = Baseline.of(40, 40);
        inForce = new Bounds(40, 40);
        return this;
    }

    ExampleScene posture(Posture other) {
        posture = other;
        return this;
    }

    /** Demand that was never higher than this. */
    ExampleScene seen(double highest) {
        highestSeen = highest;
        return this;
    }

    /** An hour and a half of forecast demand, one value a minute, by the minute from now. */
    ExampleScene demand(DoubleUnaryOperator atMinute) {
        return demand(90, atMinute);
    }

    ExampleScene demand(int minutes, DoubleUnaryOperator atMinute) {
        double[][] rows = new double[minutes][];
        Arrays.setAll(rows, minute -> new double[] {atMinute.applyAsDouble(minute)});
        QuantileForecast forecast = new QuantileForecast(NOW, Duration.ofMinutes(1), List.of(QuantileLevel.P90), rows);
        outlooks = List.of(new DemandOutlook.Forecasted(
                "requests", "req/s", forecast, NOW.plus(Duration.ofHours(2)), CAPACITY, highestSeen));
        return this;
    }

    /** So much demand from now on, without an end. */
    ExampleScene demand(double constant) {
        return demand(minute -> constant);
    }

    /** No forecast; what it last planned counts until then. */
    ExampleScene silent(String why, Instant heldUntil) {
        return outlook(new DemandOutlook.NoOpinion("requests", why, heldUntil));
    }

    /** Whatever else the only demand entry may come to. */
    ExampleScene outlook(DemandOutlook outlook) {
        outlooks = List.of(outlook);
        return this;
    }

    ExampleScene calendar(String entry, int fromMinute, int toMinute, double factor, int minReplicas) {
        calendar = Calendar.of(List.of(new Calendar.Window(
                entry,
                NOW.plus(Duration.ofMinutes(fromMinute)),
                NOW.plus(Duration.ofMinutes(toMinute)),
                factor,
                minReplicas)));
        return this;
    }

    ExampleScene lastRelease(Duration ago) {
        memory = new PlanMemory(Instant.EPOCH, NOW.minus(ago));
        return this;
    }

    ExampleScene lastRaise(Duration ago) {
        memory = new PlanMemory(NOW.minus(ago), Instant.EPOCH);
        return this;
    }

    ExampleScene highest(int highest) {
        range = new FloorRange(0, highest);
        return this;
    }

    ExampleScene raisingBy(int percent, Duration every) {
        raise = new RaiseRate(percent, every);
        return this;
    }

    /** A budget for each day, and what of today's is used. */
    ExampleScene budget(int replicaHours, Duration used) {
        budget = new Budget.Daily(replicaHours, Duration.ofMinutes(1));
        memory = memory.withSpending(new Spending(LocalDate.of(2026, 11, 23), used, new Spending.Standing.Nothing()));
        return this;
    }

    Plan plan() {
        return Planner.plan(new PlanInput(
                NOW,
                new PlanSettings(
                        QuantileLevel.P90,
                        Duration.ofMinutes(5),
                        0,
                        range,
                        new Ceiling.Keep(),
                        raise,
                        new ReleaseRate(Duration.ofMinutes(10), 25, Duration.ofMinutes(3)),
                        ZoneId.of("Europe/Berlin"),
                        budget),
                baseline,
                inForce,
                5,
                posture,
                outlooks,
                calendar,
                memory));
    }
}
