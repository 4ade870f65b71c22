package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.capacity.CapacityTracker;
import io.predictivescaler.operator.config.MaxMode;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.demand.DemandTracker;
import io.predictivescaler.operator.killswitch.KillSwitch;
import io.predictivescaler.operator.killswitch.SwitchPosition;
import io.predictivescaler.operator.pods.LeadTimes;
import io.predictivescaler.operator.pods.MeasuredLeadTime;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.operator.time.Timekeeping;
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
import io.predictivescaler.planning.leadtime.LeadTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Looks at a resource whose spec is understood: target, forecasts, plan, bounds. */
final class Looks {
    /** How far beyond the horizon windows of the calendar are worked out: forecasts reach as far beyond it as a hold is long. */
    private static final Duration BEYOND_THE_HORIZON = Duration.ofDays(3);

    /** What one look came to. */
    sealed interface Result {
        record Looked(Look look) implements Result {}

        record Unresolved(
                TargetResolver.Resolution.Unresolved why,
                SwitchPosition killSwitch,
                Map<String, DemandState> states,
                LeadTime leadTime,
                ScalerMemory memory)
                implements Result {}

        /** The target changed between reading and writing, or the kill switch did. */
        record Overtaken() implements Result {}
    }

    private final Timekeeping time;
    private final Duration refresh;
    private final MaxMode maxMode;
    private final KillSwitch killSwitch;
    private final TargetResolver resolver;
    private final DemandTracker tracker;
    private final CapacityTracker capacities;
    private final LeadTimes leadTimes;
    private final BoundsWriter writer;

    Looks(
            Timekeeping time,
            Duration refresh,
            MaxMode maxMode,
            KillSwitch killSwitch,
            TargetResolver resolver,
            DemandTracker tracker,
            CapacityTracker capacities,
            LeadTimes leadTimes,
            BoundsWriter writer) {
        this.time = time;
        this.refresh = refresh;
        this.maxMode = maxMode;
        this.killSwitch = killSwitch;
        this.resolver = resolver;
        this.tracker = tracker;
        this.capacities = capacities;
        this.leadTimes = leadTimes;
        this.writer = writer;
    }

    Result look(
            ResourceKey key,
            PredictiveScaler scaler,
            ScalerSpec spec,
            ScalerMemory before,
            Collection<PredictiveScaler> neighbours) {
        Map<String, DemandState> states = tracker.states(key);
        return switch (resolver.resolve(scaler, spec.target(), before, neighbours)) {
            case TargetResolver.Resolution.Unresolved unresolved ->
                new Result.Unresolved(
                        unresolved, killSwitch.position(), states, leadTimes.known(key, spec.leadTime()), before);
            case TargetResolver.Resolution.Resolved resolved -> look(key, scaler, spec, before, resolved, states);
        };
    }

    private Result look(
            ResourceKey key,
            PredictiveScaler scaler,
            ScalerSpec spec,
            ScalerMemory before,
            TargetResolver.Resolution.Resolved resolved,
            Map<String, DemandState> states) {
        Instant now = time.second();
        BoundsReading reading = resolved.reading();
        ScalerMemory inheriting = inheriting(counted(before, reading, now), resolved.target(), now);
        MeasuredLeadTime leadTime = leadTimes.at(
                key, spec.leadTime(), resolved.target(), inheriting.status().status());
        SwitchPosition position = killSwitch.position();
        Duration covered = Outlooks.shortestHistory(states);
        Look.Mandate mandate = Mandates.of(maxMode, spec, states, reading, covered);
        Spending.Kind kind = mandate.mayWrite() ? Spending.Kind.Applied : Spending.Kind.Played;
        ScalerMemory memory = Accounting.opened(inheriting, kind, reading);
        Instant inheritedUntil = inheritedUntil(memory, now);
        Map<String, CapacityState> carried = capacities.states(key, spec, resolved.target(), states);
        List<DemandOutlook> outlooks = Outlooks.of(spec, states, carried, inheritedUntil, now);
        PlanSettings settings = settings(key, spec, reading, leadTime.leadTime().total());
        Calendar calendar = spec.calendar()
                .between(
                        Accounting.calendarSince(spec.budget(), now),
                        now.plus(spec.horizon()).plus(BEYOND_THE_HORIZON));
        PlanInput input = new PlanInput(
                now,
                settings,
                reading.baseline(),
                inForce(mandate, reading, memory),
                resolved.target().currentReplicas(),
                Postures.of(position, spec, mandate, resolved.target(), reading.baseline(), now),
                mandate instanceof Look.Mandate.CalendarOnly only
                        ? Outlooks.unheard(outlooks, only.why(), inheritedUntil)
                        : Outlooks.believed(outlooks, spec, states, settings, calendar, now),
                calendar,
                memory.plan());
        Plan plan = Planner.plan(input);
        boolean moves = mandate.mayWrite() && !plan.to().equals(reading.inForce());
        if (moves && !killSwitch.readAfresh().equals(position)) {
            return new Result.Overtaken();
        }
        BoundsWriter.Outcome outcome = mandate.mayWrite()
                ? writer.carryOut(scaler, resolved.target(), reading, plan, memory, now)
                : new BoundsWriter.Outcome.Unchanged();
        if (outcome instanceof BoundsWriter.Outcome.Overtaken) {
            return new Result.Overtaken();
        }
        Target standing = standing(resolved.target(), outcome);
        int floor = switch (kind) {
            case Applied -> standing.bounds().bounds().minReplicas();
            case Played -> plan.to().minReplicas();
        };
        return new Result.Looked(new Look(
                now,
                spec,
                standing,
                reading,
                states,
                carried,
                outlooks,
                leadTime,
                covered,
                mandate,
                input,
                plan,
                outcome,
                Accounting.charged(after(memory, mandate, reading, input, plan, outcome), kind, input, floor)));
    }

    void forget(ResourceKey key) {
        tracker.forget(key);
        capacities.forget(key);
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

    private PlanSettings settings(ResourceKey key, ScalerSpec spec, BoundsReading reading, Duration leadTime) {
        return new PlanSettings(
                spec.percentile(),
                leadTime,
                spread(key),
                spec.floor().within(reading.baseline()),
                spec.ceiling(),
                spec.raise(),
                spec.release(),
                spec.zone(),
                Accounting.budget(spec.budget(), refresh));
    }

    /** The resource's own share of a lead time. From its name, which a restored back-up keeps and a UID does not. */
    private static double spread(ResourceKey key) {
        return Math.floorMod(key.toString().hashCode() * 0x9E3779B9, 1024) / 1024.0;
    }

    private static Target standing(Target before, BoundsWriter.Outcome outcome) {
        return switch (outcome) {
            case BoundsWriter.Outcome.Applied applied -> applied.target();
            case BoundsWriter.Outcome.Restored restored -> restored.target();
            case BoundsWriter.Outcome.Unchanged unchanged -> before;
            case BoundsWriter.Outcome.Silent silent -> before;
            case BoundsWriter.Outcome.Refused refused -> before;
            case BoundsWriter.Outcome.Overtaken overtaken -> before;
        };
    }

    private static ScalerMemory after(
            ScalerMemory memory,
            Look.Mandate mandate,
            BoundsReading reading,
            PlanInput input,
            Plan plan,
            BoundsWriter.Outcome outcome) {
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
}
