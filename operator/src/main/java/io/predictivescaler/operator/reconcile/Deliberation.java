package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.config.MaxMode;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.killswitch.SwitchPosition;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.BoundsReading.Finding;
import io.predictivescaler.planning.Calendar;
import io.predictivescaler.planning.DemandOutlook;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.PlanInput;
import io.predictivescaler.planning.PlanSettings;
import io.predictivescaler.planning.Planner;
import io.predictivescaler.planning.Spending;
import io.predictivescaler.planning.TargetBounds.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a look comes to before anything is done about it: from what is known of a resource to a plan. Values in, values out, so that
 * the operator, a simulation and a preview cannot come to different plans.
 *
 * @param covered the time that the shortest history covers
 * @param outlooks as issued; what the plan was made from stands in {@code input}
 * @param memory as it is when the plan is about to be carried out
 */
record Deliberation(
        Look.Mandate mandate,
        Duration covered,
        List<DemandOutlook> outlooks,
        PlanInput input,
        Plan plan,
        BoundsReading reading,
        ScalerMemory memory) {
    /** How far beyond the horizon windows of the calendar are worked out: forecasts reach as far beyond it as a hold is long. */
    private static final Duration BEYOND_THE_HORIZON = Duration.ofDays(3);

    /**
     * What is the same at every look of one operator at one resource.
     *
     * @param refresh how often the operator looks
     */
    record Setting(ResourceKey key, ScalerSpec spec, MaxMode maxMode, Duration refresh) {}

    /**
     * What is known at a look.
     *
     * @param memory as the look before left it, {@link #remembered}
     * @param leadTime in use, the operator's refresh interval and the autoscaler's sync included
     */
    record Known(
            Instant now,
            Target target,
            BoundsReading reading,
            ScalerMemory memory,
            Map<String, DemandState> states,
            Map<String, CapacityState> capacities,
            Duration leadTime,
            SwitchPosition killSwitch) {}

    static Deliberation of(Setting setting, Known known) {
        Instant now = known.now();
        ScalerSpec spec = setting.spec();
        BoundsReading reading = known.reading();
        Duration covered = Outlooks.shortestHistory(known.states());
        Look.Mandate mandate = Mandates.of(setting.maxMode(), spec, known.states(), reading, covered);
        ScalerMemory memory = Accounting.opened(known.memory(), spendingOf(mandate), reading);
        Instant inheritedUntil = inheritedUntil(memory, now);
        List<DemandOutlook> outlooks = Outlooks.of(spec, known.states(), known.capacities(), inheritedUntil, now);
        PlanSettings settings = settings(setting, reading, known.leadTime());
        Calendar calendar = spec.calendar()
                .between(
                        Accounting.calendarSince(spec.budget(), now),
                        now.plus(spec.horizon()).plus(BEYOND_THE_HORIZON));
        PlanInput input = new PlanInput(
                now,
                settings,
                reading.baseline(),
                inForce(mandate, reading, memory),
                known.target().currentReplicas(),
                Postures.of(known.killSwitch(), spec, mandate, known.target(), reading.baseline(), now),
                mandate instanceof Look.Mandate.CalendarOnly only
                        ? Outlooks.unheard(outlooks, only.why(), inheritedUntil)
                        : Outlooks.believed(outlooks, spec, known.states(), settings, calendar, now),
                calendar,
                memory.plan());
        return new Deliberation(mandate, covered, outlooks, input, Planner.plan(input), reading, memory);
    }

    /** What is remembered when a look begins: with what others did to the target since, and what an earlier process left on it. */
    static ScalerMemory remembered(ScalerMemory before, Target target, BoundsReading reading, Instant now) {
        return inheriting(counted(before, reading, now), target, now);
    }

    /** Whether the target's bounds are to be moved. */
    boolean moves() {
        return mandate.mayWrite() && !plan.to().equals(reading.inForce());
    }

    /**
     * What is remembered when the look is over.
     *
     * @param standing the bounds on the target after it
     */
    ScalerMemory after(BoundsWriter.Outcome outcome, Bounds standing) {
        Spending.Kind kind = spendingOf(mandate);
        int floor = switch (kind) {
            case Applied -> standing.minReplicas();
            case Played -> plan.to().minReplicas();
        };
        return Accounting.charged(carriedOut(outcome), kind, input, floor);
    }

    private ScalerMemory carriedOut(BoundsWriter.Outcome outcome) {
        return switch (outcome) {
            case BoundsWriter.Outcome.Applied applied ->
                memory.holding(applied.target().key().kind(), applied.record())
                        .withPlan(memory.plan().after(plan, input.inForce(), input.now()));
            case BoundsWriter.Outcome.Restored restored ->
                memory.released().withPlan(memory.plan().after(plan, input.inForce(), input.now()));
            case BoundsWriter.Outcome.Unchanged unchanged ->
                mandate.mayWrite()
                        ? memory
                        : memory.withShadow(new ScalerMemory.Shadow.At(reading.baseline(), plan.to()))
                                .withPlan(memory.plan().after(plan, input.inForce(), input.now()));
            case BoundsWriter.Outcome.Silent silent -> memory;
            case BoundsWriter.Outcome.Refused refused -> memory;
            case BoundsWriter.Outcome.Overtaken overtaken -> memory;
        };
    }

    private static Spending.Kind spendingOf(Look.Mandate mandate) {
        return mandate.mayWrite() ? Spending.Kind.Applied : Spending.Kind.Played;
    }

    /** A revert counts once, until bounds of ours have stood there again. */
    private static ScalerMemory counted(ScalerMemory memory, BoundsReading reading, Instant now) {
        ScalerMemory current = memory.withContention(memory.contention().at(now));
        for (Finding finding : reading.findings()) {
            if (finding instanceof Finding.Reverted reverted && current.expectsApplied()) {
                current = current.revertCounted(
                        current.contention().afterRevertAt(now),
                        reverted.by() instanceof Writer.Other other ? other.manager() : "");
            }
        }
        return current;
    }

    private static Bounds inForce(Look.Mandate mandate, BoundsReading reading, ScalerMemory memory) {
        return mandate.mayWrite()
                        || !(memory.shadow() instanceof ScalerMemory.Shadow.At shadow)
                        || !shadow.baseline().equals(reading.baseline())
                ? reading.inForce()
                : shadow.bounds();
    }

    /**
     * What an earlier process planned counts until the expiry that stood on the target when this one first read it: a record of our
     * own says nothing of entries that we know nothing of yet.
     */
    private static ScalerMemory inheriting(ScalerMemory memory, Target target, Instant now) {
        return switch (memory.inherited()) {
            case ScalerMemory.Inherited.Until until -> memory;
            case ScalerMemory.Inherited.Unread unread ->
                memory.inheriting(
                        target.note() instanceof Target.Note.Written written
                                ? written.record().expires()
                                : now);
        };
    }

    private static Instant inheritedUntil(ScalerMemory memory, Instant now) {
        return switch (memory.inherited()) {
            case ScalerMemory.Inherited.Until until -> until.expires();
            case ScalerMemory.Inherited.Unread unread -> now;
        };
    }

    private static PlanSettings settings(Setting setting, BoundsReading reading, Duration leadTime) {
        ScalerSpec spec = setting.spec();
        return new PlanSettings(
                spec.percentile(),
                leadTime,
                spread(setting.key()),
                spec.floor().within(reading.baseline()),
                spec.ceiling(),
                spec.raise(),
                spec.release(),
                spec.zone(),
                Accounting.budget(spec.budget(), setting.refresh()));
    }

    /** The resource's own share of a lead time. From its name, which a restored back-up keeps and a UID does not. */
    private static double spread(ResourceKey key) {
        return Math.floorMod(key.toString().hashCode() * 0x9E3779B9, 1024) / 1024.0;
    }
}
