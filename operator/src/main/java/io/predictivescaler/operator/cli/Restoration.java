package io.predictivescaler.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.scale.BoundsAnnotation;
import io.predictivescaler.operator.scale.HpaTargets;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.TargetLookup;
import io.predictivescaler.operator.scale.WriteOutcome;
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.BoundsRecord;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Puts baselines back from what stands on the targets, one line for each. */
final class Restoration {
    /** A target that changes between reading and writing is read again, this often. */
    private static final int ATTEMPTS = 5;

    private final HpaTargets targets;
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

    Restoration(HpaTargets targets, Effect effect, PrintWriter out, PrintWriter err) {
        this.targets = targets;
        this.effect = effect;
        this.out = out;
        this.err = err;
    }

    Outcome of(Scope scope) {
        try {
            return switch (scope) {
                case Scope.One one -> one(one.key());
                case Scope.Namespace namespace ->
                    each(targets.noted(namespace.name()), "in namespace " + namespace.name());
                case Scope.Everywhere everywhere -> each(targets.notedEverywhere(), "in any namespace");
            };
        } finally {
            out.flush();
            err.flush();
        }
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
                said(target.key(), "nothing to restore: no annotation " + BoundsAnnotation.KEY);
            case Target.Note.Unreadable unreadable ->
                failed(
                        target.key(),
                        "the annotation " + BoundsAnnotation.KEY + " cannot be read (" + unreadable.why()
                                + "): set minReplicas and maxReplicas by hand, then remove it");
            case Target.Note.Written written -> restore(target, written.record(), attempts);
        };
    }

    private Outcome restore(Target target, BoundsRecord record, int attempts) {
        BoundsReading reading = BoundsReading.of(Optional.of(record), target.bounds());
        return switch (effect) {
            case ToldOnly -> said(target.key(), RestorationText.of(target, reading) + " (dry run: nothing written)");
            case Written -> written(target, reading, attempts);
        };
    }

    private Outcome written(Target target, BoundsReading reading, int attempts) {
        ResourceKey key = target.key();
        try {
            return switch (targets.restore(target, reading.baseline())) {
                case WriteOutcome.Written done -> said(key, RestorationText.of(target, reading));
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
