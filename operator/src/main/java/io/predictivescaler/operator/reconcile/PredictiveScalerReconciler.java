package io.predictivescaler.operator.reconcile;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.config.Shard;
import io.predictivescaler.operator.demand.DemandTracker;
import io.predictivescaler.operator.killswitch.KillSwitch;
import io.predictivescaler.operator.pods.LeadTimes;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.operator.spec.SpecDefaults;
import io.predictivescaler.operator.spec.SpecOutcome;
import io.predictivescaler.operator.spec.SpecReader;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.time.Timekeeping;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One look at a resource, whatever event asked for it. It never waits for Prometheus or for a fit, and writes the bounds before the
 * status, so that a crash between the two loses nothing that does not stand on the target.
 */
final class PredictiveScalerReconciler implements Reconciler<PredictiveScaler> {
    /** How often a decision that others overtook is made anew before the framework's retry takes over. */
    private static final int TRIES = 3;

    private static final Duration AFTER_THE_LOOK = Duration.ofSeconds(1);

    private final Shard shard;
    private final Timekeeping time;
    private final ReconcileTrigger trigger;
    private final SpecDefaults defaults;
    private final KillSwitch killSwitch;
    private final DemandTracker tracker;
    private final LeadTimes leadTimes;
    private final Looks looks;
    private final Farewell farewell;
    private final Ticks ticks;
    private final ScaledObjectWatch scaledObjects;
    private final Memories memories;
    private final Reports reports;

    PredictiveScalerReconciler(
            Shard shard,
            Timekeeping time,
            ReconcileTrigger trigger,
            SpecDefaults defaults,
            KillSwitch killSwitch,
            DemandTracker tracker,
            LeadTimes leadTimes,
            Looks looks,
            Farewell farewell,
            Ticks ticks,
            Reports reports) {
        this.shard = shard;
        this.time = time;
        this.trigger = trigger;
        this.defaults = defaults;
        this.killSwitch = killSwitch;
        this.tracker = tracker;
        this.leadTimes = leadTimes;
        this.looks = looks;
        this.farewell = farewell;
        this.ticks = ticks;
        this.scaledObjects = new ScaledObjectWatch();
        this.memories = new Memories();
        this.reports = reports;
    }

    @Override
    public UpdateControl<PredictiveScaler> reconcile(PredictiveScaler scaler, Context<PredictiveScaler> context) {
        ResourceKey key = new ResourceKey(
                scaler.getMetadata().getNamespace(), scaler.getMetadata().getName());
        try {
            if (context.isPrimaryResourceDeleted()) {
                forget(key);
                welcomeSuccessor(key, context);
            } else if (!isOurs(scaler)) {
                // Deleted and recreated while the watch was interrupted, and another shard's since.
                forget(key);
            } else if (scaler.isMarkedForDeletion()) {
                // The framework tries a few times and then waits for hours; a namespace waits for this.
                ticks.ensure(key);
                farewell.giveBack(scaler, memories.of(key, scaler, time.second()));
            } else {
                ticks.ensure(key);
                look(key, scaler, context);
            }
            return UpdateControl.noUpdate();
        } catch (RuntimeException e) {
            memories.put(key, reports.failed(key, scaler, e, memories.of(key, scaler, time.second()), time.second()));
            throw e;
        }
    }

    @Override
    public List<EventSource<?, PredictiveScaler>> prepareEventSources(EventSourceContext<PredictiveScaler> context) {
        trigger.over(() -> context.getPrimaryCache().list().map(ResourceID::fromResource));
        return List.of(trigger, TargetChanges.ofHpas(context));
    }

    private static List<PredictiveScaler> neighbours(ResourceKey key, Context<PredictiveScaler> context) {
        return context.getPrimaryCache().list(key.namespace(), scaler -> true).toList();
    }

    /**
     * A resource that was deleted and recreated at once: the framework drops its successor's event with the state of the deleted one,
     * after this look.
     */
    private void welcomeSuccessor(ResourceKey key, Context<PredictiveScaler> context) {
        ResourceID id = new ResourceID(key.name(), key.namespace());
        time.at(
                time.now().plus(AFTER_THE_LOOK),
                () -> context.getPrimaryCache().get(id).filter(this::isOurs).ifPresent(trigger::welcome));
    }

    private boolean isOurs(PredictiveScaler scaler) {
        return shard.owns(scaler.getMetadata().getUid());
    }

    private void forget(ResourceKey key) {
        ticks.forget(key);
        looks.forget(key);
        leadTimes.forget(key);
        memories.forget(key);
        reports.forget(key);
    }

    private void look(ResourceKey key, PredictiveScaler scaler, Context<PredictiveScaler> context) {
        ScalerMemory memory = memories.of(key, scaler, time.second());
        switch (SpecReader.read(scaler, defaults)) {
            case SpecOutcome.Valid valid -> {
                tracker.follow(key, valid.spec());
                look(key, scaler, valid, tidied(scaler, valid.spec(), memory), context);
            }
            case SpecOutcome.Invalid invalid -> {
                looks.forget(key);
                leadTimes.forget(key);
                ScalerMemory after = farewell.stepDown(scaler, memory, time.second());
                memories.put(key, after);
                memories.put(
                        key,
                        reports.judged(
                                key,
                                scaler,
                                Verdicts.ofInvalid(
                                        ConditionReason.InvalidSpec,
                                        invalid.message(PredictiveScalerStatus.LONGEST_CONDITION_MESSAGE),
                                        killSwitch.position()),
                                Map.of(),
                                after,
                                time.second()));
            }
        }
    }

    private void look(
            ResourceKey key,
            PredictiveScaler scaler,
            SpecOutcome.Valid valid,
            ScalerMemory memory,
            Context<PredictiveScaler> context) {
        List<PredictiveScaler> neighbours = neighbours(key, context);
        for (int tries = TRIES; tries > 0; tries--) {
            switch (looks.look(key, scaler, valid.spec(), memory, neighbours)) {
                case Looks.Result.Looked looked -> {
                    watch(valid.spec(), context);
                    // Before anything is told of it: a status that cannot be written must not undo what was done.
                    memories.put(key, looked.look().memory());
                    memories.put(key, reports.looked(key, scaler, looked.look(), valid.notes()));
                    looked.look().nextChange().ifPresent(change -> ticks.wake(key, change));
                    if (!looked.look().holds()) {
                        farewell.releaseIdle(scaler, looked.look().memory());
                    }
                    return;
                }
                case Looks.Result.Unresolved unresolved -> {
                    ScalerMemory after = unresolved(unresolved.why().reason(), scaler, valid.spec(), memory, context);
                    memories.put(
                            key,
                            reports.judged(
                                    key,
                                    scaler,
                                    Verdicts.ofUnresolved(unresolved, time.second()),
                                    unresolved.states(),
                                    after,
                                    time.second()));
                    farewell.releaseIdle(scaler, after);
                    return;
                }
                case Looks.Result.Overtaken overtaken -> {}
            }
        }
        throw new IllegalStateException("the target changed " + TRIES + " times between reading and writing");
    }

    private void watch(ScalerSpec spec, Context<PredictiveScaler> context) {
        switch (spec.target().kind()) {
            case HorizontalPodAutoscaler -> {}
            case ScaledObject -> scaledObjects.begin(context);
        }
    }

    /** What the absence of a usable target asks for; gives back what is to be remembered. */
    private ScalerMemory unresolved(
            ConditionReason why,
            PredictiveScaler scaler,
            ScalerSpec spec,
            ScalerMemory memory,
            Context<PredictiveScaler> context) {
        return switch (why) {
            case TargetKindUnknown -> {
                scaledObjects.end(context);
                yield memory;
            }
            case OwnedByScaledObject -> farewell.handOver(scaler, memory);
            case Forbidden -> memory;
            default -> {
                watch(spec, context);
                yield memory;
            }
        };
    }

    /** Once for every spec, and once after a start: a target that an earlier spec named has its baseline back. */
    private ScalerMemory tidied(PredictiveScaler scaler, ScalerSpec spec, ScalerMemory memory) {
        long generation = scaler.getMetadata().getGeneration() == null
                ? 0
                : scaler.getMetadata().getGeneration();
        if (memory.tidiedGeneration() == generation) {
            return memory;
        }
        farewell.giveBackAllBut(scaler, spec.target(), memory);
        return memory.tidied(generation);
    }
}
