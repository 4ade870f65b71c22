package io.predictivescaler.operator.pods;

import io.fabric8.kubernetes.api.model.Pod;
import io.predictivescaler.planning.leadtime.StartUp;
import io.predictivescaler.planning.leadtime.StartUps;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was seen of the pods of one target. Only a first Ready that was seen live counts, after the same pod was seen without having
 * been Ready. A pod that goes before it was Ready tells of its rollout rather than of starting, and counts no longer.
 */
final class PodLog {
    /** A pod that waits for longer is stuck, and not starting. */
    private static final Duration STUCK = Duration.ofDays(1);

    private final Map<String, Instant> waiting = new HashMap<>();
    /** Pods that need no watching any more: Ready once, or over. */
    private final Set<String> settled = new HashSet<>();

    private StartUps startUps = StartUps.none();

    /** A pod as it stands, seen at {@code now}. */
    synchronized void seen(Pod pod, Instant now) {
        String uid = pod.getMetadata().getUid();
        if (settled.contains(uid)) {
            return;
        }
        switch (PodState.of(pod, now)) {
            case PodState.Starting starting ->
                PodState.time(pod.getMetadata().getCreationTimestamp())
                        .ifPresent(created -> waiting.putIfAbsent(uid, created));
            case PodState.Unready unready -> {
                if (!waiting.containsKey(uid)) {
                    settled.add(uid);
                }
            }
            case PodState.Ready ready -> {
                Instant created = waiting.remove(uid);
                if (created != null) {
                    startUps = StartUp.of(uid, created, ready.since(), now)
                            .map(startUps::with)
                            .orElse(startUps);
                }
                settled.add(uid);
            }
            case PodState.Over over -> {
                waiting.remove(uid);
                settled.add(uid);
            }
        }
    }

    /** A pod is gone. */
    synchronized void gone(String uid) {
        waiting.remove(uid);
        settled.remove(uid);
    }

    /** Nobody sees the pods any more: who waits now is not known. What was measured stays. */
    synchronized void blind() {
        waiting.clear();
        settled.clear();
    }

    synchronized StartUps startUps() {
        return startUps;
    }

    /** How old the pods are that have not been Ready yet. */
    synchronized List<Duration> ages(Instant now) {
        return waiting.values().stream()
                .map(created -> Duration.between(created, now))
                .filter(age -> age.isPositive() && age.compareTo(STUCK) < 0)
                .toList();
    }
}
