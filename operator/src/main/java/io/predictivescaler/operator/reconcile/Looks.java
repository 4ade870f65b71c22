package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.benefit.BenefitState;
import io.predictivescaler.operator.benefit.BenefitTracker;
import io.predictivescaler.operator.benefit.Situation;
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
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.leadtime.LeadTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Looks at a resource whose spec is understood: target, forecasts, plan, bounds. */
final class Looks {
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
    private final BenefitTracker benefits;
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
            BenefitTracker benefits,
            BoundsWriter writer) {
        this.time = time;
        this.refresh = refresh;
        this.maxMode = maxMode;
        this.killSwitch = killSwitch;
        this.resolver = resolver;
        this.tracker = tracker;
        this.capacities = capacities;
        this.leadTimes = leadTimes;
        this.benefits = benefits;
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
        ScalerMemory memory = Deliberation.remembered(before, resolved.target(), reading, now);
        MeasuredLeadTime leadTime = leadTimes.at(
                key, spec.leadTime(), resolved.target(), memory.status().status());
        SwitchPosition position = killSwitch.position();
        Map<String, CapacityState> carried = capacities.states(key, spec, resolved.target(), states);
        Deliberation deliberation = Deliberation.of(
                new Deliberation.Setting(key, spec, maxMode, refresh),
                new Deliberation.Known(
                        now,
                        resolved.target(),
                        reading,
                        memory,
                        states,
                        carried,
                        leadTime.leadTime().total(),
                        position));
        if (deliberation.moves() && !killSwitch.readAfresh().equals(position)) {
            return new Result.Overtaken();
        }
        BoundsWriter.Outcome outcome = deliberation.mandate().mayWrite()
                ? writer.carryOut(scaler, resolved.target(), reading, deliberation.plan(), deliberation.memory(), now)
                : new BoundsWriter.Outcome.Unchanged();
        if (outcome instanceof BoundsWriter.Outcome.Overtaken) {
            return new Result.Overtaken();
        }
        BenefitState benefit = benefits.state(
                new Situation(key, spec, resolved.target(), reading.baseline(), states, carried, leadTime.leadTime()),
                BenefitNews.told(memory.status().status()));
        Target standing = standing(resolved.target(), outcome);
        return new Result.Looked(new Look(
                now,
                spec,
                standing,
                reading,
                states,
                carried,
                deliberation.outlooks(),
                leadTime,
                benefit,
                deliberation.covered(),
                deliberation.mandate(),
                deliberation.input(),
                deliberation.plan(),
                outcome,
                deliberation.after(outcome, standing.bounds().bounds())));
    }

    void forget(ResourceKey key) {
        tracker.forget(key);
        capacities.forget(key);
        benefits.forget(key);
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
}
