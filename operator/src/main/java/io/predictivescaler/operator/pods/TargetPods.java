package io.predictivescaler.operator.pods;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.predictivescaler.operator.scale.Workload;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.planning.leadtime.LearnedLeadTime.Before;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The pods of one workload, from its selector to what was seen of them. What is refused is tried again at every look; each look is
 * one thread's at a time.
 */
final class TargetPods implements AutoCloseable {
    /** A selector may change under the same name, but hardly ever does. */
    private static final Duration SELECTOR_AGAIN = Duration.ofMinutes(10);

    /** Listing is allowed and watching is not: rare, and each try is an error in the client library's log. */
    private static final Duration WATCH_AGAIN = Duration.ofMinutes(5);

    private final KubernetesClient client;
    private final InstantSource clock;
    private final String namespace;
    private final Workload workload;
    private final Before before;
    private final PodLog log = new PodLog();

    private Selector selector = new Selector.Unread();
    private Optional<PodWatch> watch = Optional.empty();
    private Instant watchedSince = Instant.EPOCH;
    private Sight sight = new Sight.Clear();

    private sealed interface Selector {
        record Unread() implements Selector {}

        record Read(String text, Instant at) implements Selector {}
    }

    /** @param before what an earlier process learned of the same target */
    TargetPods(KubernetesClient client, InstantSource clock, String namespace, Workload workload, Before before) {
        this.client = client;
        this.clock = clock;
        this.namespace = namespace;
        this.workload = workload;
        this.before = before;
    }

    boolean areOf(String otherNamespace, Workload other) {
        return namespace.equals(otherNamespace) && workload.equals(other);
    }

    Before before() {
        return before;
    }

    PodLog log() {
        return log;
    }

    Sight sight() {
        return sight;
    }

    /** Sees to it that the pods are watched, with no more than two small reads, and with none as long as they are. */
    void look() {
        Instant now = clock.instant();
        try {
            sight = isRecent(now) ? watching(now) : reread(now);
        } catch (KubernetesClientException e) {
            sight = new Sight.Obstructed(
                    ConditionReason.KubernetesUnavailable,
                    "the API server does not say which pods are of " + workload + " (status " + e.getCode() + ")");
        }
    }

    private boolean isRecent(Instant now) {
        return selector instanceof Selector.Read read && now.isBefore(read.at().plus(SELECTOR_AGAIN));
    }

    private Sight reread(Instant now) {
        return switch (new PodSelectors(client).of(namespace, workload)) {
            case PodSelectors.Answer.None none -> none.why();
            case PodSelectors.Answer.Selector found -> {
                selector = new Selector.Read(found.text(), now);
                if (watch.filter(standing -> !standing.selector().equals(found.text()))
                        .isPresent()) {
                    end();
                }
                yield watching(now);
            }
        };
    }

    private Sight watching(Instant now) {
        if (!(selector instanceof Selector.Read read)) {
            return sight;
        }
        if (watch.isPresent() && !watch.get().isRefused()) {
            return watch.get().sees() ? new Sight.Clear() : sight;
        }
        log.blind();
        if (watch.isPresent() && now.isBefore(watchedSince.plus(WATCH_AGAIN))) {
            return forbidden();
        }
        Sight until = watch.isPresent() ? forbidden() : new Sight.Clear();
        end();
        if (!PodWatch.mayList(client, namespace, read.text())) {
            return forbidden();
        }
        watch = Optional.of(PodWatch.begin(client, namespace, read.text(), log, clock));
        watchedSince = now;
        return until;
    }

    private void end() {
        watch.ifPresent(PodWatch::close);
        watch = Optional.empty();
        log.blind();
    }

    private static Sight forbidden() {
        return new Sight.Obstructed(
                ConditionReason.PodsForbidden,
                "the operator may not see pods start: allow it to list and watch pods of this namespace");
    }

    @Override
    public void close() {
        end();
    }
}
