package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.operator.scale.TargetLookup;
import io.predictivescaler.operator.scale.Targets;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.BoundsRecord;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds a resource's target, whose it is, and whose the bounds on it are. */
final class TargetResolver {
    /** What came of it. */
    sealed interface Resolution {
        record Resolved(Target target, BoundsReading reading) implements Resolution {}

        record Unresolved(ConditionReason reason, String message) implements Resolution {}
    }

    private final Targets targets;

    TargetResolver(Targets targets) {
        this.targets = targets;
    }

    /** @param neighbours the PredictiveScalers of the namespace, this one included or not */
    Resolution resolve(
            PredictiveScaler scaler, TargetKey key, ScalerMemory memory, Collection<PredictiveScaler> neighbours) {
        return switch (targets.find(key)) {
            case TargetLookup.Found found -> judged(scaler, found.target(), memory, rivals(scaler, key, neighbours));
            case TargetLookup.NotFound missing ->
                new Resolution.Unresolved(
                        ConditionReason.TargetNotFound,
                        "there is no " + key + " in namespace " + key.namespace()
                                + ": create it, or correct spec.targetRef.name");
            case TargetLookup.NotServed unknown ->
                new Resolution.Unresolved(
                        ConditionReason.TargetKindUnknown,
                        "this cluster knows no " + key.kind() + " of "
                                + key.kind().apiVersion()
                                + ": install KEDA, or name a HorizontalPodAutoscaler in spec.targetRef");
            case TargetLookup.Forbidden forbidden ->
                new Resolution.Unresolved(
                        ConditionReason.Forbidden,
                        "the operator may not read " + key + ": allow it to get, list, watch and patch "
                                + key.kind().resource() + " (" + forbidden.message() + ")");
            case TargetLookup.Unusable unusable ->
                new Resolution.Unresolved(
                        ConditionReason.TargetUnusable,
                        key + " has bounds that nothing can be scaled by: correct them (" + unusable.why() + ")");
        };
    }

    private static List<PredictiveScaler> rivals(
            PredictiveScaler scaler, TargetKey key, Collection<PredictiveScaler> neighbours) {
        return neighbours.stream()
                .filter(other -> !uid(other).equals(uid(scaler)))
                .filter(other -> aimsAt(other, key))
                .toList();
    }

    /** Whether a resource names this target; one without a target names none. */
    static boolean aimsAt(PredictiveScaler scaler, TargetKey key) {
        return TargetKey.namedBy(scaler).filter(key::equals).isPresent();
    }

    private static Resolution judged(
            PredictiveScaler scaler, Target target, ScalerMemory memory, List<PredictiveScaler> rivals) {
        Optional<BoundsRecord> record = recordOn(target, memory);
        Optional<PredictiveScaler> holder = rivals.stream()
                .filter(rival -> record.map(BoundsRecord::scalerUid).stream().anyMatch(uid(rival)::equals))
                .findFirst()
                .or(() -> record.map(BoundsRecord::scalerUid)
                                .filter(uid(scaler)::equals)
                                .isPresent()
                        ? Optional.empty()
                        : oldestBefore(scaler, rivals));
        return switch (target.ownership()) {
            case Target.Ownership.ScaledObject keda ->
                new Resolution.Unresolved(
                        ConditionReason.OwnedByScaledObject,
                        target.key() + " belongs to KEDA's ScaledObject '" + keda.name()
                                + "', which would put its own bounds back: set spec.targetRef to {apiVersion: "
                                + TargetKind.ScaledObject.apiVersion() + ", kind: ScaledObject, name: " + keda.name()
                                + "}");
            case Target.Ownership.Own own ->
                holder.<Resolution>map(rival -> new Resolution.Unresolved(
                                ConditionReason.TargetTaken,
                                target.key() + " already has a PredictiveScaler, '"
                                        + rival.getMetadata().getName() + "': delete one of the two"))
                        .orElseGet(() -> new Resolution.Resolved(target, BoundsReading.of(record, target.bounds())));
        };
    }

    /**
     * The note on the target; where it was stripped or mangled, what was last known to stand there, lest a raised floor be taken for
     * the user's own.
     */
    static Optional<BoundsRecord> recordOn(Target target, ScalerMemory memory) {
        return switch (target.note()) {
            case Target.Note.Written written -> Optional.of(written.record());
            case Target.Note.None none -> remembered(target, memory);
            case Target.Note.Unreadable unreadable -> remembered(target, memory);
        };
    }

    private static Optional<BoundsRecord> remembered(Target target, ScalerMemory memory) {
        return switch (memory.holding()) {
            case ScalerMemory.Holding.Nothing nothing -> Optional.empty();
            case ScalerMemory.Holding.Held held -> of(target, held.record());
            case ScalerMemory.Holding.Told told ->
                of(target, told.record())
                        .filter(record -> !record.baseline()
                                .bounds()
                                .equals(target.bounds().bounds()));
        };
    }

    private static Optional<BoundsRecord> of(Target target, BoundsRecord record) {
        return Optional.of(record)
                .filter(written -> written.targetUid().equals(target.bounds().targetUid()));
    }

    private static Optional<PredictiveScaler> oldestBefore(PredictiveScaler scaler, List<PredictiveScaler> rivals) {
        Comparator<PredictiveScaler> byAge = Comparator.comparing(
                        (PredictiveScaler each) -> each.getMetadata().getCreationTimestamp())
                .thenComparing(each -> each.getMetadata().getName());
        return rivals.stream()
                .filter(rival -> !rival.isMarkedForDeletion())
                .filter(rival -> byAge.compare(rival, scaler) < 0)
                .min(byAge);
    }

    private static String uid(PredictiveScaler scaler) {
        return scaler.getMetadata().getUid();
    }
}
