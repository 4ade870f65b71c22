package io.predictivescaler.operator.preview;

import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.predictivescaler.operator.DemandAccess;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.capacity.CapacityTracker;
import io.predictivescaler.operator.demand.DemandListener;
import io.predictivescaler.operator.demand.DemandTracker;
import io.predictivescaler.operator.killswitch.KillSwitch;
import io.predictivescaler.operator.killswitch.SwitchPosition;
import io.predictivescaler.operator.pods.LeadTimes;
import io.predictivescaler.operator.reconcile.Glance;
import io.predictivescaler.operator.reconcile.Onlooker;
import io.predictivescaler.operator.scale.Targets;
import io.predictivescaler.operator.spec.Problem;
import io.predictivescaler.operator.spec.SpecDefaults;
import io.predictivescaler.operator.spec.SpecOutcome;
import io.predictivescaler.operator.spec.SpecReader;
import io.predictivescaler.operator.telemetry.ConditionReason;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that is asked what the operator would do, and is only read: every request is a GET. For one question at a time.
 */
public final class LiveCluster {
    private static final String RESOURCE = "predictivescalers." + PredictiveScaler.GROUP;

    private final KubernetesClient client;
    private final DemandListener listener;
    private final List<String> notes = new ArrayList<>();

    /**
     * @param client stays the caller's to close
     * @param listener hears how far the work is
     */
    public LiveCluster(KubernetesClient client, DemandListener listener) {
        this.client = client;
        this.listener = listener;
    }

    /** Reads whatever the answer takes, from the API server and Prometheus, on the caller's thread. */
    public Answer answer(Question question) {
        ResourceKey key = question.subject().key();
        PredictiveScaler live;
        try {
            live = scalers(key).withName(key.name()).get();
        } catch (KubernetesClientException e) {
            return refusedOrThrown(e, "get", key);
        }
        Neighbours neighbours = neighbours(key);
        return switch (question.subject()) {
            case Question.Subject.Existing existing ->
                live == null
                        ? new Answer.Refused(List.of(absent(key, neighbours)))
                        : answer(question, live, neighbours);
            case Question.Subject.Proposed proposed ->
                answer(question, proposed(proposed.resource(), live, question), neighbours);
        };
    }

    private Answer answer(Question question, PredictiveScaler scaler, Neighbours neighbours) {
        if (scaler.isMarkedForDeletion()) {
            return new Answer.Refused(
                    List.of(
                            "PredictiveScaler '" + question.subject().key()
                                    + "' is being deleted: the operator gives back what it had raised, and plans nothing more"));
        }
        return switch (SpecReader.read(scaler, SpecDefaults.of(question.prometheus()))) {
            case SpecOutcome.Invalid invalid ->
                new Answer.Refused(
                        invalid.problems().stream().map(Problem::sentence).toList());
            case SpecOutcome.Valid valid -> answer(question, scaler, valid, neighbours);
        };
    }

    private Answer answer(Question question, PredictiveScaler scaler, SpecOutcome.Valid valid, Neighbours neighbours) {
        SwitchPosition killSwitch = killSwitch(question.killSwitch());
        StoppedClock clock = new StoppedClock(question.now());
        try (DemandAccess demand = new DemandAccess(client, question.prometheus(), clock);
                LeadTimes leadTimes = new LeadTimes(client, clock::now, question.refresh())) {
            Onlooker onlooker = new Onlooker(new Onlooker.Parts(
                    clock,
                    question.refresh(),
                    new Targets(client),
                    new DemandTracker(clock, demand, Runnable::run, Runnable::run, listener, key -> {}),
                    new CapacityTracker(clock, demand, Runnable::run, Runnable::run, listener, key -> {}),
                    leadTimes));
            Glance glance = onlooker.look(scaler, valid, neighbours.known(), killSwitch);
            return switch (glance) {
                case Glance.Seen seen -> {
                    List<String> told = new ArrayList<>(valid.notes());
                    told.addAll(notes);
                    contention(scaler).ifPresent(told::add);
                    yield new Answer.Planned(seen, told);
                }
                case Glance.Unresolved unresolved ->
                    new Answer.WithoutTarget(question.subject().key(), inWordsOfThisCommand(unresolved, valid));
            };
        }
    }

    /** The operator's own message asks for more than a command needs that only reads. */
    private static Glance.Unresolved inWordsOfThisCommand(Glance.Unresolved unresolved, SpecOutcome.Valid valid) {
        return unresolved.reason() == ConditionReason.Forbidden
                ? new Glance.Unresolved(
                        unresolved.now(),
                        unresolved.reason(),
                        "this account may not get "
                                + valid.spec().target().kind().resource() + " in namespace "
                                + valid.spec().target().namespace() + ": allow it, or ask with another kubeconfig",
                        unresolved.verdicts())
                : unresolved;
    }

    /** What a running operator has found over time, which a single look cannot. */
    private static Optional<String> contention(PredictiveScaler scaler) {
        return Optional.ofNullable(scaler.getStatus()).stream()
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> "Contended".equals(condition.getType()) && "True".equals(condition.getStatus()))
                .map(condition -> "a running operator says Contended: " + condition.getMessage())
                .findFirst();
    }

    private SwitchPosition killSwitch(ResourceKey where) {
        try {
            return KillSwitch.standing(client, where.namespace(), where.name());
        } catch (KubernetesClientException e) {
            notes.add("whether the kill switch is on is not known, since ConfigMap '" + where + "' cannot be read ("
                    + (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                            ? "this account may not get it"
                            : "status " + e.getCode())
                    + "): it is taken as off");
            return new SwitchPosition.Off();
        }
    }

    /** The PredictiveScalers of a namespace, as far as they can be listed. */
    private record Neighbours(List<PredictiveScaler> known, boolean served) {}

    private Neighbours neighbours(ResourceKey key) {
        try {
            return new Neighbours(scalers(key).list().getItems(), true);
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_NOT_FOUND -> new Neighbours(List.of(), false);
                case HttpURLConnection.HTTP_FORBIDDEN -> {
                    notes.add("whether another PredictiveScaler names the same target is not known, since this account"
                            + " may not list " + RESOURCE + " in namespace " + key.namespace());
                    yield new Neighbours(List.of(), true);
                }
                default -> throw e;
            };
        }
    }

    private static Answer refusedOrThrown(KubernetesClientException e, String verb, ResourceKey key) {
        if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
            return new Answer.Refused(List.of("this account may not " + verb + " " + RESOURCE + " in namespace "
                    + key.namespace() + ": allow it, or ask with another kubeconfig"));
        }
        throw e;
    }

    private static String absent(ResourceKey key, Neighbours neighbours) {
        if (!neighbours.served()) {
            return "this cluster knows no PredictiveScaler: apply its definition from crds/, or ask about a file that is"
                    + " not applied with --file";
        }
        String there = neighbours.known().isEmpty()
                ? "and none else in its namespace"
                : "but "
                        + neighbours.known().stream()
                                .map(scaler -> "'" + scaler.getMetadata().getName() + "'")
                                .sorted()
                                .collect(Collectors.joining(", "));
        return "there is no PredictiveScaler '" + key.name() + "' in namespace " + key.namespace() + ", " + there
                + ": correct the name, or ask about a file that is not applied with --file";
    }

    /** With what the cluster knows of it, so that what it holds and has spent counts. */
    private static PredictiveScaler proposed(
            PredictiveScaler resource, @Nullable PredictiveScaler live, Question question) {
        ResourceKey key = question.subject().key();
        ObjectMeta known = live == null
                ? new ObjectMetaBuilder()
                        .withUid("not-applied")
                        .withCreationTimestamp(question.now().toString())
                        .build()
                : live.getMetadata();
        PredictiveScaler proposed = new PredictiveScaler();
        proposed.setMetadata(new ObjectMetaBuilder(known)
                .withNamespace(key.namespace())
                .withName(key.name())
                .withAnnotations(resource.getMetadata().getAnnotations())
                .build());
        proposed.setSpec(resource.getSpec());
        if (live != null) {
            proposed.setStatus(live.getStatus());
        }
        return proposed;
    }

    private NonNamespaceOperation<
                    PredictiveScaler, KubernetesResourceList<PredictiveScaler>, Resource<PredictiveScaler>>
            scalers(ResourceKey key) {
        return client.resources(PredictiveScaler.class).inNamespace(key.namespace());
    }
}
