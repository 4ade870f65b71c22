package io.predictivescaler.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.scale.BoundsAnnotation;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.operator.scale.TargetLookup;
import io.predictivescaler.operator.scale.Targets;
import io.predictivescaler.operator.scale.WriteOutcome;
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.BoundsRecord;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Puts baselines back from what stands on the targets or else in a status, one line for each. */
final class Restoration {
    /** A target that changes between reading and writing is read again, this often. */
    private static final int ATTEMPTS = 5;

    private final Targets targets;
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

    Restoration(Targets targets, Finalizers finalizers, Effect effect, PrintWriter out, PrintWriter err) {
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

    /** Of every kind: a HorizontalPodAutoscaler and a ScaledObject may have one name. */
    private Outcome one(ResourceKey key) {
        List<Target> found = new ArrayList<>();
        List<Runnable> complaints = new ArrayList<>();
        for (TargetKind kind : TargetKind.values()) {
            TargetKey target = new TargetKey(kind, key);
            switch (targets.find(target)) {
                case TargetLookup.Found there -> found.add(there.target());
                case TargetLookup.NotFound missing -> {}
                case TargetLookup.NotServed unknown -> {}
                case TargetLookup.Forbidden forbidden -> complaints.add(() -> failed(target, forbidden.message()));
                case TargetLookup.Unusable unusable -> complaints.add(() -> failed(target, unusable.why()));
            }
        }
        if (!found.isEmpty()) {
            return restored(found);
        }
        if (complaints.isEmpty()) {
            err.println(key + ": not restored: there is no such HorizontalPodAutoscaler or ScaledObject");
        }
        complaints.forEach(Runnable::run);
        return Outcome.Incomplete;
    }

    private Outcome each(List<Target> noted, String where) {
        witnesses
                .unread()
                .forEach((kind, refusal) -> err.println(
                        kind + "s cannot be read, and none of them " + where + " has its bounds back: " + refusal));
        if (noted.isEmpty()) {
            out.println("nothing to restore: no HorizontalPodAutoscaler or ScaledObject " + where
                    + " carries the annotation " + BoundsAnnotation.KEY);
        }
        Outcome outcome = restored(noted);
        return witnesses.unread().isEmpty() ? outcome : Outcome.Incomplete;
    }

    private Outcome restored(List<Target> all) {
        Outcome outcome = Outcome.Complete;
        for (Target target : all) {
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
                                        + "): set " + target.key().kind().minField() + " and "
                                        + target.key().kind().maxField() + " by hand, then remove it"));
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
        TargetKey key = target.key();
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

    private Outcome again(TargetKey key, int attempts) {
        if (attempts == 0) {
            return failed(key, "it changed during each of " + ATTEMPTS + " attempts: run restore again");
        }
        return switch (targets.find(key)) {
            case TargetLookup.Found found -> restore(found.target(), attempts);
            case TargetLookup.NotFound missing -> said(key, "gone meanwhile: nothing to restore");
            case TargetLookup.NotServed unknown -> said(key, "gone meanwhile: nothing to restore");
            case TargetLookup.Forbidden forbidden -> failed(key, forbidden.message());
            case TargetLookup.Unusable unusable -> failed(key, unusable.why());
        };
    }

    private Outcome said(TargetKey key, String text) {
        out.println(named(key) + ": " + text);
        return Outcome.Complete;
    }

    private Outcome failed(TargetKey key, String text) {
        err.println(named(key) + ": not restored: " + text);
        return Outcome.Incomplete;
    }

    /** A HorizontalPodAutoscaler by its name alone. */
    private static String named(TargetKey key) {
        return switch (key.kind()) {
            case HorizontalPodAutoscaler -> key.object().toString();
            case ScaledObject -> key.kind() + " " + key.object();
        };
    }
}
