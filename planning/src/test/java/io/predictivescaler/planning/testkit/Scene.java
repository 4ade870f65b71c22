package io.predictivescaler.planning.testkit;

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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * A planner's input under construction. By default: Monday 08:00 UTC, baseline and bounds in force 2 to 40, the floor free to move
 * in that range, 3 minutes of lead time, P95, release after 10 minutes of hold by 25 % every 3 minutes, nothing done before.
 */
public record Scene(PlanInput input) {
    public static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    public static final ReleaseRate RELEASE = new ReleaseRate(Duration.ofMinutes(10), 25, Duration.ofMinutes(3));

    public static Scene scene() {
        PlanSettings settings = new PlanSettings(
                QuantileLevel.P95,
                Duration.ofMinutes(3),
                0,
                new FloorRange(0, 40),
                new Ceiling.Keep(),
                RaiseRate.unlimited(),
                RELEASE,
                ZoneOffset.UTC);
        return new Scene(new PlanInput(
                NOW,
                settings,
                Baseline.of(2, 40),
                new Bounds(2, 40),
                5,
                new Posture.Acting(),
                List.of(),
                Calendar.none(),
                PlanMemory.none()));
    }

    public Plan plan() {
        return Planner.plan(input);
    }

    /** The scene after {@code plan} was carried out, some time later. */
    public Scene after(Plan plan, Duration time) {
        PlanMemory memory = input.memory()
                .after(plan, input.inForce(), input.now())
                .withSpending(input.memory().spending().after(input, plan.to().minReplicas(), Spending.Kind.Applied));
        return inForce(plan.to()).memory(memory).at(input.now().plus(time));
    }

    public Scene at(Instant now) {
        return new Scene(new PlanInput(
                now,
                input.settings(),
                input.baseline(),
                input.inForce(),
                input.currentReplicas(),
                input.posture(),
                input.outlooks(),
                input.calendar(),
                input.memory()));
    }

    public Scene settings(PlanSettings settings) {
        return new Scene(new PlanInput(
                input.now(),
                settings,
                input.baseline(),
                input.inForce(),
                input.currentReplicas(),
                input.posture(),
                input.outlooks(),
                input.calendar(),
                input.memory()));
    }

    /** A baseline, with the floor free to move inside of it. */
    public Scene baseline(int min, int max) {
        return new Scene(new PlanInput(
                        input.now(),
                        input.settings(),
                        Baseline.of(min, max),
                        input.inForce(),
                        input.currentReplicas(),
                        input.posture(),
                        input.outlooks(),
                        input.calendar(),
                        input.memory()))
                .floorBetween(0, max);
    }

    public Scene inForce(Bounds bounds) {
        return new Scene(new PlanInput(
                input.now(),
                input.settings(),
                input.baseline(),
                bounds,
                input.currentReplicas(),
                input.posture(),
                input.outlooks(),
                input.calendar(),
                input.memory()));
    }

    public Scene inForce(int min, int max) {
        return inForce(new Bounds(min, max));
    }

    /** A floor in force, beside the maximum that stands. */
    public Scene floor(int floor) {
        return inForce(input.inForce().withMinReplicas(floor));
    }

    public Scene running(int replicas) {
        return new Scene(new PlanInput(
                input.now(),
                input.settings(),
                input.baseline(),
                input.inForce(),
                replicas,
                input.posture(),
                input.outlooks(),
                input.calendar(),
                input.memory()));
    }

    public Scene posture(Posture posture) {
        return new Scene(new PlanInput(
                input.now(),
                input.settings(),
                input.baseline(),
                input.inForce(),
                input.currentReplicas(),
                posture,
                input.outlooks(),
                input.calendar(),
                input.memory()));
    }

    public Scene outlooks(DemandOutlook... outlooks) {
        return new Scene(new PlanInput(
                input.now(),
                input.settings(),
                input.baseline(),
                input.inForce(),
                input.currentReplicas(),
                input.posture(),
                List.of(outlooks),
                input.calendar(),
                input.memory()));
    }

    public Scene demand(Demand... demand) {
        return outlooks(Stream.of(demand).map(Demand::outlook).toArray(DemandOutlook[]::new));
    }

    public Scene calendar(Calendar.Window... windows) {
        return new Scene(new PlanInput(
                input.now(),
                input.settings(),
                input.baseline(),
                input.inForce(),
                input.currentReplicas(),
                input.posture(),
                input.outlooks(),
                Calendar.of(List.of(windows)),
                input.memory()));
    }

    /** A window of a floor from one minute of the scene's first hour, or before or after it, to another. */
    public static Calendar.Window floor(String entry, int fromMinute, int toMinute, int minReplicas) {
        return window(entry, fromMinute, toMinute, 1, minReplicas);
    }

    /** As {@link #floor(String, int, int, int)}, of a factor on demand. */
    public static Calendar.Window factor(String entry, int fromMinute, int toMinute, double demandFactor) {
        return window(entry, fromMinute, toMinute, demandFactor, 0);
    }

    private static Calendar.Window window(
            String entry, int fromMinute, int toMinute, double demandFactor, int minReplicas) {
        Instant start = NOW.plus(Duration.ofMinutes(fromMinute));
        return new Calendar.Window(entry, start, NOW.plus(Duration.ofMinutes(toMinute)), demandFactor, minReplicas);
    }

    public Scene memory(PlanMemory memory) {
        return new Scene(new PlanInput(
                input.now(),
                input.settings(),
                input.baseline(),
                input.inForce(),
                input.currentReplicas(),
                input.posture(),
                input.outlooks(),
                input.calendar(),
                memory));
    }

    public Scene lastReleaseAgo(Duration time) {
        return memory(new PlanMemory(
                input.memory().lastRaise(),
                input.now().minus(time),
                input.memory().spending()));
    }

    public Scene lastRaiseAgo(Duration time) {
        return memory(new PlanMemory(
                input.now().minus(time),
                input.memory().lastRelease(),
                input.memory().spending()));
    }

    public Scene percentile(QuantileLevel level) {
        return settings(level, input.settings().leadTime(), input.settings().spread());
    }

    public Scene leadTime(Duration leadTime) {
        return settings(
                input.settings().percentile(), leadTime, input.settings().spread());
    }

    public Scene spread(double spread) {
        return settings(input.settings().percentile(), input.settings().leadTime(), spread);
    }

    private Scene settings(QuantileLevel level, Duration leadTime, double spread) {
        PlanSettings now = input.settings();
        return settings(new PlanSettings(
                level,
                leadTime,
                spread,
                now.floor(),
                now.ceiling(),
                now.raise(),
                now.release(),
                now.zone(),
                now.budget()));
    }

    public Scene floorBetween(int lowest, int highest) {
        return rules(
                new FloorRange(lowest, highest),
                input.settings().ceiling(),
                input.settings().raise());
    }

    public Scene ceiling(Ceiling ceiling) {
        return rules(input.settings().floor(), ceiling, input.settings().raise());
    }

    public Scene raise(RaiseRate rate) {
        return rules(input.settings().floor(), input.settings().ceiling(), rate);
    }

    private Scene rules(FloorRange floor, Ceiling ceiling, RaiseRate raise) {
        PlanSettings now = input.settings();
        return settings(new PlanSettings(
                now.percentile(),
                now.leadTime(),
                now.spread(),
                floor,
                ceiling,
                raise,
                now.release(),
                now.zone(),
                now.budget()));
    }

    /** So many replica-hours a day, looked at every minute. */
    public Scene budget(int replicaHours) {
        return budget(new Budget.Daily(replicaHours, Duration.ofMinutes(1)));
    }

    public Scene budget(Budget budget) {
        return settings(budget, input.settings().zone());
    }

    public Scene zone(ZoneId zone) {
        return settings(input.settings().budget(), zone);
    }

    private Scene settings(Budget budget, ZoneId zone) {
        PlanSettings now = input.settings();
        return settings(new PlanSettings(
                now.percentile(),
                now.leadTime(),
                now.spread(),
                now.floor(),
                now.ceiling(),
                now.raise(),
                now.release(),
                zone,
                budget));
    }

    /** With so much of today's budget used. */
    public Scene used(Duration replicaTime) {
        return memory(input.memory()
                .withSpending(new Spending(
                        input.now().atZone(input.settings().zone()).toLocalDate(),
                        replicaTime,
                        new Spending.Standing.Floor(
                                input.now(),
                                input.inForce().minReplicas(),
                                input.baseline().floor(),
                                Spending.Kind.Applied))));
    }
}
