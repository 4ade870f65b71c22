package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.benefit.BenefitState;
import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.capacity.CapacityTracker;
import io.predictivescaler.operator.config.MaxMode;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.demand.DemandTracker;
import io.predictivescaler.operator.killswitch.SwitchPosition;
import io.predictivescaler.operator.pods.LeadTimes;
import io.predictivescaler.operator.pods.MeasuredLeadTime;
import io.predictivescaler.operator.pods.Sight;
import io.predictivescaler.operator.scale.Targets;
import io.predictivescaler.operator.spec.SpecOutcome;
import io.predictivescaler.operator.telemetry.ConditionType;
import io.predictivescaler.operator.telemetry.Verdict;
import io.predictivescaler.operator.time.Timekeeping;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Looks at a resource as an operator that has just started would, and writes nothing anywhere. What an operator remembers is what it
 * would read anew: the note on the target, and the status.
 */
public final class Onlooker {
    private final Parts parts;
    private final TargetResolver resolver;

    /**
     * What a look needs.
     *
     * @param refresh how often an operator would look
     * @param tracker works on the caller's thread, or what it reads comes too late; so does {@code capacities}
     */
    public record Parts(
            Timekeeping time,
            Duration refresh,
            Targets targets,
            DemandTracker tracker,
            CapacityTracker capacities,
            LeadTimes leadTimes) {}

    public Onlooker(Parts parts) {
        this.parts = parts;
        this.resolver = new TargetResolver(parts.targets());
    }

    /**
     * Reads demand, fits and judges it, and plans.
     *
     * @param neighbours the PredictiveScalers of the namespace, this one included or not
     */
    public Glance look(
            PredictiveScaler scaler,
            SpecOutcome.Valid valid,
            Collection<PredictiveScaler> neighbours,
            SwitchPosition killSwitch) {
        ResourceKey key = new ResourceKey(
                scaler.getMetadata().getNamespace(), scaler.getMetadata().getName());
        parts.tracker().follow(key, valid.spec());
        Map<String, DemandState> states = parts.tracker().states(key);
        Instant now = parts.time().second();
        ScalerMemory memory = new Memories().of(key, scaler, now);
        return switch (resolver.resolve(scaler, valid.spec().target(), memory, neighbours)) {
            case TargetResolver.Resolution.Unresolved unresolved ->
                new Glance.Unresolved(
                        now,
                        unresolved.reason(),
                        unresolved.message(),
                        told(Verdicts.ofUnresolved(
                                new Looks.Result.Unresolved(
                                        unresolved,
                                        killSwitch,
                                        states,
                                        parts.leadTimes()
                                                .known(key, valid.spec().leadTime()),
                                        memory),
                                now)));
            case TargetResolver.Resolution.Resolved resolved ->
                seen(key, valid, resolved, states, memory, killSwitch, now);
        };
    }

    private Glance.Seen seen(
            ResourceKey key,
            SpecOutcome.Valid valid,
            TargetResolver.Resolution.Resolved resolved,
            Map<String, DemandState> states,
            ScalerMemory before,
            SwitchPosition killSwitch,
            Instant now) {
        MeasuredLeadTime leadTime = new MeasuredLeadTime(
                parts.leadTimes()
                        .told(
                                valid.spec().leadTime(),
                                resolved.target(),
                                before.status().status()),
                new Sight.Clear());
        Map<String, CapacityState> carried = parts.capacities().states(key, valid.spec(), resolved.target(), states);
        Deliberation deliberation = Deliberation.of(
                new Deliberation.Setting(key, valid.spec(), MaxMode.Enforce, parts.refresh()),
                new Deliberation.Known(
                        now,
                        resolved.target(),
                        resolved.reading(),
                        Deliberation.remembered(before, resolved.target(), resolved.reading(), now),
                        states,
                        carried,
                        leadTime.leadTime().total(),
                        killSwitch));
        Look look = look(valid, resolved, states, carried, leadTime, deliberation);
        PredictiveScalerStatus status = StatusComposer.of(look, List.of(), 0);
        return new Glance.Seen(
                key,
                valid.spec(),
                resolved.target(),
                resolved.reading(),
                Glance.Authority.of(deliberation.mandate()),
                deliberation.input(),
                deliberation.plan(),
                leadTime,
                killSwitch,
                told(Verdicts.of(look, valid.notes())),
                status,
                Foresight.of(deliberation, valid.spec(), states, parts.refresh()));
    }

    private static Look look(
            SpecOutcome.Valid valid,
            TargetResolver.Resolution.Resolved resolved,
            Map<String, DemandState> states,
            Map<String, CapacityState> carried,
            MeasuredLeadTime leadTime,
            Deliberation deliberation) {
        BoundsWriter.Outcome nothing = new BoundsWriter.Outcome.Unchanged();
        return new Look(
                deliberation.input().now(),
                valid.spec(),
                resolved.target(),
                resolved.reading(),
                states,
                carried,
                deliberation.outlooks(),
                leadTime,
                new BenefitState.Waiting(),
                deliberation.covered(),
                deliberation.mandate(),
                deliberation.input(),
                deliberation.plan(),
                nothing,
                deliberation.after(nothing, resolved.target().bounds().bounds()));
    }

    /** Whether others keep reverting the bounds shows only over time. */
    private static List<Verdict> told(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.type() != ConditionType.Contended)
                .toList();
    }
}
