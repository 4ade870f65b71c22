package io.predictivescaler.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.scale.BoundsAnnotation;
import io.predictivescaler.operator.scale.HpaTargets;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.TargetLookup;
import io.predictivescaler.operator.scale.WriteOutcome;
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.BoundsRecord;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Puts baselines back from what stands on the targets or else in a status, one line for each. */
final class Restoration {
    /** A target that changes between reading and writing is read again, this often. */
    private static final int ATTEMPTS = 5;

    private final HpaTargets targets;
    private final Finalizers finalizers;
    private final Witnesses witnesses;
    private final Set<String> restored = new HashSet<>();
    private List<Testimony> testimonies = List.of();
    private final Effect effect;
    private final PrintWriter out;
    private final PrintWriter err;

    /** Whether anything is written. */
    enum Effect {
        Written,
        ToldOnly
    }

    /** Whether everything asked for was done. */
    enum Outcome {
        Complete,
        Incomplete
    }

    /** Which targets. */
    sealed interface Scope {
        record One(ResourceKey key) implements Scope {}

        record Namespace(String name) implements Scope {}

        record Everywhere() implements Scope {}
    }

    Restoration(HpaTargets targets, Finalizers finalizers, Effect effect, PrintWriter out, PrintWriter err) {
        this.targets = targets;
        this.finalizers = finalizers;
        this.witnesses = new Witnesses(targets, finalizers);
        this.effect = effect;
        this.out = out;
        this.err = err;
    }

    Outcome of(Scope scope) {
        try {
            testimonies = witnesses.testimonies(scope);
            Outcome outcome = restored(scope);
            switch (effect) {
                case Written -> released(scope);
                case ToldOnly -> {}
            }
            return outcome;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private Outcome restored(Scope scope) {
        return switch (scope) {
            case Scope.One one -> one(one.key());
            case Scope.Namespace namespace -> each(toRestore(scope), "in namespace " + namespace.name());
            case Scope.Everywhere everywhere -> each(toRestore(scope), "in any namespace");
        };
    }

    private List<Target> toRestore(Scope scope) {
        return Stream.concat(witnesses.noted(scope).stream(), witnesses.stripped(testimonies).stream())
                .toList();
    }

    /** The bounds are back: that a finalizer stays is worth a note, and no failure. */
    private void released(Scope scope) {
        try {
            List<PredictiveScaler> scalers = witnesses.scalers(scope);
            Set<String> held = witnesses.holders(scope, scalers);
            List<PredictiveScaler> concerned = scalers.stream()
                    .filter(scaler -> !(scope instanceof Scope.One)
                            || restored.contains(scaler.getMetadata().getUid()))
                    .toList();
            finalizers
                    .release(concerned, uid -> !held.contains(uid))
                    .forEach(key -> out.println("PredictiveScaler " + key + ": finalizer "
                            + PredictiveScaler.BASELINE_FINALIZER + " taken off"));
            concerned.stream()
                    .filter(scaler -> scaler.hasFinalizer(PredictiveScaler.BASELINE_FINALIZER))
                    .filter(scaler -> held.contains(scaler.getMetadata().getUid()))
                    .forEach(scaler -> out.println("PredictiveScaler " + key(scaler) + ": finalizer "
                            + PredictiveScaler.BASELINE_FINALIZER + " stays: a target does not have its bounds back"));
        } catch (KubernetesClientException refused) {
            out.println("note: PredictiveScalers may keep their finalizer " + PredictiveScaler.BASELINE_FINALIZER + " ("
                    + Complaint.sentence(refused)
                    + "); one that is deleted while no operator runs stays until it is taken off by hand");
        }
    }

    private static ResourceKey key(PredictiveScaler scaler) {
        return new ResourceKey(
                scaler.getMetadata().getNamespace(), scaler.getMetadata().getName());
    }

    private Outcome one(ResourceKey key) {
        return switch (targets.find(key)) {
            case TargetLookup.Found found -> restore(found.target(), ATTEMPTS);
            case TargetLookup.NotFound notFound -> failed(key, "there is no such HorizontalPodAutoscaler");
        };
    }

    private Outcome each(List<Target> noted, String where) {
        if (noted.isEmpty()) {
            out.println("nothing to restore: no HorizontalPodAutoscaler " + where + " carries the annotation "
                    + BoundsAnnotation.KEY);
        }
        Outcome outcome = Outcome.Complete;
        for (Target target : noted) {
            if (restore(target, ATTEMPTS) == Outcome.Incomplete) {
                outcome = Outcome.Incomplete;
            }
        }
        return outcome;
    }

    private Outcome restore(Target target, int attempts) {
        return switch (target.note()) {
            case Target.Note.None none ->
                testimonies.stream()
                        .filter(testimony -> testimony.isHeldOn(target))
                        .findFirst()
                        .map(testimony -> restore(target, testimony, attempts))
                        .orElseGet(
                                () -> said(target.key(), "nothing to restore: no annotation " + BoundsAnnotation.KEY));
            case Target.Note.Unreadable unreadable ->
                testimonies.stream()
                        .filter(testimony -> testimony.isOf(target))
                        .findFirst()
                        .map(testimony -> restore(target, testimony, attempts))
                        .orElseGet(() -> failed(
                                target.key(),
                                "the annotation " + BoundsAnnotation.KEY + " cannot be read (" + unreadable.why()
                                        + "): set minReplicas and maxReplicas by hand, then remove it"));
            case Target.Note.Written written -> restore(target, written.record(), "", attempts);
        };
    }

    private Outcome restore(Target target, Testimony testimony, int attempts) {
        return restore(
                target,
                testimony.on(target),
                " (as the status of PredictiveScaler " + testimony.scaler() + " tells)",
                attempts);
    }

    private Outcome restore(Target target, BoundsRecord record, String witness, int attempts) {
        BoundsReading reading = BoundsReading.of(Optional.of(record), target.bounds());
        String text = RestorationText.of(target, reading) + witness;
        return switch (effect) {
            case ToldOnly -> said(target.key(), text + " (dry run: nothing written)");
            case Written -> {
                restored.add(record.scalerUid());
                yield written(target, reading, text, attempts);
            }
        };
    }

    private Outcome written(Target target, BoundsReading reading, String text, int attempts) {
        ResourceKey key = target.key();
        try {
            return switch (targets.restore(target, reading.baseline())) {
                case WriteOutcome.Written done -> said(key, text);
                case WriteOutcome.Gone gone -> said(key, "gone meanwhile: nothing to restore");
                case WriteOutcome.Refused refused -> failed(key, "the API server refuses: " + refused.message());
                case WriteOutcome.Conflict conflict -> again(key, attempts - 1);
            };
        } catch (KubernetesClientException unavailable) {
            return failed(key, Complaint.sentence(unavailable));
        }
    }

    private Outcome again(ResourceKey key, int attempts) {
        if (attempts == 0) {
            return failed(key, "it changed during each of " + ATTEMPTS + " attempts: run restore again");
        }
        return switch (targets.find(key)) {
            case TargetLookup.Found found -> restore(found.target(), attempts);
            case TargetLookup.NotFound notFound -> said(key, "gone meanwhile: nothing to restore");
        };
    }

    private Outcome said(ResourceKey key, String text) {
        out.println(key + ": " + text);
        return Outcome.Complete;
    }

    private Outcome failed(ResourceKey key, String text) {
        err.println(key + ": not restored: " + text);
        return Outcome.Incomplete;
    }
}
