package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.config.MaxMode;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.killswitch.SwitchPosition;
import io.predictivescaler.operator.scale.CpuTarget;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.Workload;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.MinReplicas;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.PlanInput;
import io.predictivescaler.planning.TargetBounds;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's looks at a resource whose target is a value: the same thoughts, carried out on nothing. Nobody else edits the target,
 * and no kill switch stands. For one thread at a time.
 */
public final class Rehearsal {
    private static final String TARGET_UID = "target";
    private static final String SCALER_UID = "scaler";

    private final Deliberation.Setting setting;
    private final Baseline baseline;
    private ScalerMemory memory;
    private Bounds bounds;
    private Optional<BoundsRecord> record = Optional.empty();

    /**
     * One look.
     *
     * @param before the bounds that stood
     * @param plan whose bounds stand after it
     */
    public record Rehearsed(PlanInput input, Bounds before, Plan plan) {
        /** When the plan may next be another on the calendar's account. */
        public Optional<Instant> nextChange() {
            return Look.nextChange(input);
        }
    }

    /**
     * @param spec its mode says whether bounds move
     * @param baseline of the target
     * @param refresh how often the operator would look
     * @param start when the operator would have started
     */
    public Rehearsal(ResourceKey key, ScalerSpec spec, Baseline baseline, Duration refresh, Instant start) {
        this.setting = new Deliberation.Setting(key, spec, MaxMode.Enforce, refresh);
        this.baseline = baseline;
        this.bounds = baseline.bounds();
        this.memory = ScalerMemory.startingAt(
                start, SCALER_UID, new ScalerMemory.Holding.Nothing(), PredictiveScalerStatus.empty());
    }

    /** The bounds that stand. */
    public Bounds bounds() {
        return bounds;
    }

    /**
     * Looks, and has its plan carried out.
     *
     * @param leadTime the operator's refresh interval and the autoscaler's sync included
     * @param replicas that there are now
     */
    public Rehearsed look(
            Instant now,
            Map<String, DemandState> states,
            Map<String, CapacityState> capacities,
            Duration leadTime,
            int replicas) {
        Target target = target(replicas);
        BoundsReading reading = BoundsReading.of(record, target.bounds());
        Deliberation deliberation = Deliberation.of(
                setting,
                new Deliberation.Known(
                        now,
                        target,
                        reading,
                        Deliberation.remembered(memory, target, reading, now),
                        states,
                        capacities,
                        leadTime,
                        new SwitchPosition.Off()));
        BoundsWriter.Outcome outcome = carriedOut(deliberation, target, now);
        memory = deliberation.after(outcome, bounds);
        return new Rehearsed(deliberation.input(), deliberation.input().inForce(), deliberation.plan());
    }

    private BoundsWriter.Outcome carriedOut(Deliberation deliberation, Target target, Instant now) {
        if (!deliberation.mandate().mayWrite()) {
            return new BoundsWriter.Outcome.Unchanged();
        }
        return switch (BoundsWriter.wish(SCALER_UID, target, deliberation.reading(), deliberation.plan(), now)) {
            case BoundsWriter.Wish.Nothing nothing -> new BoundsWriter.Outcome.Unchanged();
            case BoundsWriter.Wish.GiveBack back -> {
                record = Optional.empty();
                bounds = baseline.bounds();
                yield new BoundsWriter.Outcome.Restored(target(target.currentReplicas()));
            }
            case BoundsWriter.Wish.Set set -> {
                record = Optional.of(set.record());
                bounds = set.record().applied();
                yield new BoundsWriter.Outcome.Applied(target(target.currentReplicas()), set.record());
            }
        };
    }

    private Target target(int replicas) {
        TargetBounds.Writer ours = new TargetBounds.Writer.Operator();
        return new Target(
                setting.spec().target(),
                "1",
                new TargetBounds(
                        TARGET_UID,
                        bounds.minReplicas() == baseline.floor()
                                ? baseline.minReplicas()
                                : new MinReplicas.Stated(bounds.minReplicas()),
                        bounds.maxReplicas(),
                        ours,
                        ours),
                record.<Target.Note>map(Target.Note.Written::new).orElseGet(Target.Note.None::new),
                replicas,
                Target.ScaleDown.Allowed,
                new Target.Ownership.Own(),
                new Target.Heed.Always(),
                new Workload("apps/v1", "Deployment", setting.key().name()),
                new CpuTarget.None());
    }
}
