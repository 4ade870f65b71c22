package io.predictivescaler.operator.pods;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.spec.LeadTimeSpec;
import io.predictivescaler.planning.leadtime.LeadTime;
import io.predictivescaler.planning.leadtime.LearnedLeadTime;
import io.predictivescaler.planning.leadtime.LearnedLeadTime.Before;
import io.predictivescaler.planning.leadtime.StartUps;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The lead time of every resource; where it is to be learned, from a watch on the pods of its target. */
public final class LeadTimes implements AutoCloseable {
    /** How often the HorizontalPodAutoscaler controller acts on a changed floor. */
    private static final Duration AUTOSCALER_SYNC = Duration.ofSeconds(15);

    private final KubernetesClient client;
    private final InstantSource clock;
    private final Duration reaction;
    private final Map<ResourceKey, TargetPods> watched = new ConcurrentHashMap<>();

    /** @param refresh how often the operator looks at each resource */
    public LeadTimes(KubernetesClient client, InstantSource clock, Duration refresh) {
        this.client = client;
        this.clock = clock;
        this.reaction = refresh.plus(AUTOSCALER_SYNC);
    }

    /**
     * At a look at a resource and its target. Sees to it that pods are watched where that is needed.
     *
     * @param status as it stands, which an earlier process may have written
     */
    public MeasuredLeadTime at(ResourceKey key, LeadTimeSpec spec, Target target, PredictiveScalerStatus status) {
        return switch (spec) {
            case LeadTimeSpec.Fixed fixed -> {
                forget(key);
                yield new MeasuredLeadTime(LeadTime.fixed(fixed.value(), reaction), new Sight.Clear());
            }
            case LeadTimeSpec.Learned learned -> {
                TargetPods pods = pods(key, target, status);
                pods.look();
                yield new MeasuredLeadTime(learned(learned.settings(), pods), pods.sight());
            }
        };
    }

    /** Of a resource whose target cannot be looked at now, as far as it is known. */
    public LeadTime known(ResourceKey key, LeadTimeSpec spec) {
        return switch (spec) {
            case LeadTimeSpec.Fixed fixed -> LeadTime.fixed(fixed.value(), reaction);
            case LeadTimeSpec.Learned learned ->
                Optional.ofNullable(watched.get(key))
                        .map(pods -> learned(learned.settings(), pods))
                        .orElseGet(() ->
                                new LeadTime(learned.settings().fallback(), reaction, LeadTime.Source.Fallback, 0));
        };
    }

    /** As it is known without a look at any pod: what a status tells of the same target, else the fallback. */
    public LeadTime told(LeadTimeSpec spec, Target target, PredictiveScalerStatus status) {
        return switch (spec) {
            case LeadTimeSpec.Fixed fixed -> LeadTime.fixed(fixed.value(), reaction);
            case LeadTimeSpec.Learned learned ->
                learned.settings().now(StartUps.none(), List.of(), before(target, status), reaction);
        };
    }

    /** Of a resource that is gone, or needs no pods any more: its watch ends. */
    public void forget(ResourceKey key) {
        Optional.ofNullable(watched.remove(key)).ifPresent(TargetPods::close);
    }

    @Override
    public void close() {
        List.copyOf(watched.keySet()).forEach(this::forget);
    }

    private TargetPods pods(ResourceKey key, Target target, PredictiveScalerStatus status) {
        TargetPods standing = watched.get(key);
        if (standing != null && standing.areOf(key.namespace(), target.workload())) {
            return standing;
        }
        forget(key);
        TargetPods pods = new TargetPods(client, clock, key.namespace(), target.workload(), before(target, status));
        watched.put(key, pods);
        return pods;
    }

    private LeadTime learned(LearnedLeadTime settings, TargetPods pods) {
        PodLog log = pods.log();
        return settings.now(log.startUps(), log.ages(clock.instant()), pods.before(), reaction);
    }

    /** What a status tells of the same target: the pods that it was measured on are Ready, and nobody will see them start again. */
    private static Before before(Target target, PredictiveScalerStatus status) {
        PredictiveScalerStatus.LeadTime told = status.leadTime();
        boolean sameTarget = status.target() != null
                && target.bounds().targetUid().equals(status.target().uid());
        if (told == null || !sameTarget || !LeadTime.Source.Learned.name().equals(told.source())) {
            return new Before.Nothing();
        }
        return parsed(told.startUp())
                .<Before>map(startUp -> new Before.Learned(startUp, told.samples() == null ? 0 : told.samples()))
                .orElseGet(Before.Nothing::new);
    }

    private static Optional<Duration> parsed(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(Durations::parse).filter(Duration::isPositive);
    }
}
