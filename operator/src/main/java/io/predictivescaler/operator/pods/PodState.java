package io.predictivescaler.operator.pods;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a pod is, as far as its first Ready is concerned. */
sealed interface PodState {
    /** It has not been Ready yet. */
    record Starting() implements PodState {}

    /** It is Ready. */
    record Ready(Instant since) implements PodState {}

    /** It is not Ready now, but may have been before: a readiness that comes and goes is no start. */
    record Unready() implements PodState {}

    /** It has ended, is about to, or was made to end: none of those whose readiness somebody waits for. */
    record Over() implements PodState {}

    /** From the kubelet's first word on a pod to the conditions that come with it. */
    Duration SAME_WORD = Duration.ofSeconds(10);

    /**
     * What the API server says of a pod.
     *
     * @param seen when it was seen so
     */
    static PodState of(Pod pod, Instant seen) {
        PodStatus status = Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new);
        if (isOver(pod, status)) {
            return new Over();
        }
        Optional<PodCondition> ready = status.getConditions().stream()
                .filter(condition -> "Ready".equals(condition.getType()))
                .findFirst();
        if (ready.filter(condition -> "True".equals(condition.getStatus())).isPresent()) {
            return new Ready(since(ready.get()).orElse(seen));
        }
        return ready.flatMap(PodState::since)
                        .filter(unready -> isLaterThanTheStart(unready, status))
                        .isPresent()
                ? new Unready()
                : new Starting();
    }

    private static boolean isOver(Pod pod, PodStatus status) {
        boolean ended = "Succeeded".equals(status.getPhase()) || "Failed".equals(status.getPhase());
        boolean ofJob =
                pod.getMetadata().getOwnerReferences().stream().anyMatch(owner -> "Job".equals(owner.getKind()));
        return ended || ofJob || pod.getMetadata().getDeletionTimestamp() != null;
    }

    /** A pod is not Ready from the kubelet's first word on, and the time of that does not move before it has been. */
    private static boolean isLaterThanTheStart(Instant unready, PodStatus status) {
        return time(status.getStartTime())
                .filter(start -> unready.isAfter(start.plus(SAME_WORD)))
                .isPresent();
    }

    private static Optional<Instant> since(PodCondition condition) {
        return time(condition.getLastTransitionTime());
    }

    static Optional<Instant> time(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
