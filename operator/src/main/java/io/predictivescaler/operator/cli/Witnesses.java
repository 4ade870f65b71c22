package io.predictivescaler.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.cli.Restoration.Scope;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.operator.scale.Targets;
import java.net.HttpURLConnection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Who holds bounds of which target, as the annotations tell and the statuses beside them. */
final class Witnesses {
    private final Targets targets;
    private final Finalizers finalizers;
    private final Map<TargetKind, String> unread = new EnumMap<>(TargetKind.class);

    Witnesses(Targets targets, Finalizers finalizers) {
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

    /** Those that carry a note of the operator's. */
    List<Target> noted(Scope scope) {
        return switch (scope) {
            case Scope.One one -> noted(kind -> targets.in(one.key().namespace(), kind));
            case Scope.Namespace namespace -> noted(kind -> targets.in(namespace.name(), kind));
            case Scope.Everywhere everywhere -> noted(targets::everywhere);
        };
    }

    private List<Target> noted(Function<TargetKind, List<Target>> list) {
        return all(list).filter(Target::isNoted).toList();
    }

    /** Those that carry no note any more, and still bounds of the operator's. */
    List<Target> stripped(List<Testimony> testimonies) {
        return testimonies.stream()
                .map(testimony -> testimony.scaler().namespace())
                .distinct()
                .flatMap(namespace -> all(kind -> targets.in(namespace, kind)))
                .filter(target -> !target.isNoted())
                .filter(target -> testimonies.stream().anyMatch(testimony -> testimony.isHeldOn(target)))
                .toList();
    }

    /** The kinds that exist and could not be read, each with the API server's refusal. */
    Map<TargetKind, String> unread() {
        return unread;
    }

    /** Who may not read ScaledObjects gets the HorizontalPodAutoscalers back all the same. */
    private Stream<Target> all(Function<TargetKind, List<Target>> list) {
        return Stream.of(TargetKind.values()).flatMap(kind -> {
            try {
                return list.apply(kind).stream();
            } catch (KubernetesClientException e) {
                if (kind == TargetKind.HorizontalPodAutoscaler || e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                    throw e;
                }
                unread.put(kind, Complaint.sentence(e));
                return Stream.of();
            }
        });
    }

    /** The UIDs of those that hold bounds, or whose target tells nothing that can be read. */
    Set<String> holders(Scope scope, List<PredictiveScaler> scalers) {
        Set<String> uids = new HashSet<>();
        Set<TargetKey> unreadable = new HashSet<>();
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
            boolean unknown = TargetKey.namedBy(scaler)
                    .filter(key -> unreadable.contains(key) || unread.containsKey(key.kind()))
                    .isPresent();
            if (told || unknown) {
                uids.add(scaler.getMetadata().getUid());
            }
        }
        return uids;
    }
}
