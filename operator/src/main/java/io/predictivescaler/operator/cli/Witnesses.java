package io.predictivescaler.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerSpec;
import io.predictivescaler.operator.api.TargetReference;
import io.predictivescaler.operator.cli.Restoration.Scope;
import io.predictivescaler.operator.scale.HpaTargets;
import io.predictivescaler.operator.scale.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who holds bounds of which target, as the annotations tell and the statuses beside them. */
final class Witnesses {
    private final HpaTargets targets;
    private final Finalizers finalizers;

    Witnesses(HpaTargets targets, Finalizers finalizers) {
        this.targets = targets;
        this.finalizers = finalizers;
    }

    /** Without leave to read statuses, what stands on the targets must do. */
    List<Testimony> testimonies(Scope scope) {
        try {
            return scalers(scope).stream()
                    .map(Testimony::of)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (KubernetesClientException refused) {
            return List.of();
        }
    }

    List<PredictiveScaler> scalers(Scope scope) {
        return switch (scope) {
            case Scope.One one -> finalizers.in(one.key().namespace());
            case Scope.Namespace namespace -> finalizers.in(namespace.name());
            case Scope.Everywhere everywhere -> finalizers.everywhere();
        };
    }

    List<Target> noted(Scope scope) {
        return switch (scope) {
            case Scope.One one -> targets.noted(one.key().namespace());
            case Scope.Namespace namespace -> targets.noted(namespace.name());
            case Scope.Everywhere everywhere -> targets.notedEverywhere();
        };
    }

    /** Those that carry no note any more, and still bounds of the operator's. */
    List<Target> stripped(List<Testimony> testimonies) {
        return testimonies.stream()
                .map(testimony -> testimony.scaler().namespace())
                .distinct()
                .flatMap(namespace -> targets.in(namespace).stream())
                .filter(target -> target.note() instanceof Target.Note.None)
                .filter(target -> testimonies.stream().anyMatch(testimony -> testimony.isHeldOn(target)))
                .toList();
    }

    /** The UIDs of those that hold bounds, or whose target tells nothing that can be read. */
    Set<String> holders(Scope scope, List<PredictiveScaler> scalers) {
        Set<String> uids = new HashSet<>();
        Set<ResourceKey> unreadable = new HashSet<>();
        for (Target target : noted(scope)) {
            switch (target.note()) {
                case Target.Note.Written written -> uids.add(written.record().scalerUid());
                case Target.Note.Unreadable text -> unreadable.add(target.key());
                case Target.Note.None none -> {}
            }
        }
        List<Target> stripped = stripped(
                scalers.stream().map(Testimony::of).flatMap(Optional::stream).toList());
        for (PredictiveScaler scaler : scalers) {
            boolean told = Testimony.of(scaler)
                    .filter(testimony -> stripped.stream().anyMatch(testimony::isHeldOn))
                    .isPresent();
            if (told || targetOf(scaler).filter(unreadable::contains).isPresent()) {
                uids.add(scaler.getMetadata().getUid());
            }
        }
        return uids;
    }

    private static Optional<ResourceKey> targetOf(PredictiveScaler scaler) {
        return Optional.ofNullable(scaler.getSpec())
                .map(PredictiveScalerSpec::targetRef)
                .map(TargetReference::name)
                .map(name -> new ResourceKey(scaler.getMetadata().getNamespace(), name));
    }
}
