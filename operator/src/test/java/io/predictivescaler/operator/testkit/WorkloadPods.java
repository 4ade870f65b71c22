package io.predictivescaler.operator.testkit;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The pods of one workload, as its controller creates them and its nodes bring them up, on a {@link BackdatingApiServer}. */
public final class WorkloadPods {
    private final KubernetesClient client;
    private final String namespace;
    private final String app;
    private int created;

    private WorkloadPods(KubernetesClient client, String namespace, String app) {
        this.client = client;
        this.namespace = namespace;
        this.app = app;
    }

    /** With the label {@code app}. */
    public static WorkloadPods of(KubernetesClient client, String namespace, String app) {
        return new WorkloadPods(client, namespace, app);
    }

    /** So many, at this time; they wait. */
    public List<String> created(int count, Instant at) {
        return IntStream.range(0, count).mapToObj(i -> create(at)).toList();
    }

    private String create(Instant at) {
        String name = app + "-" + created++;
        client.resource(pod(namespace, name, app, at)).create();
        return name;
    }

    /** All that are named have become Ready at this time. */
    public WorkloadPods ready(List<String> names, Instant at) {
        names.forEach(
                name -> client.pods().inNamespace(namespace).withName(name).editStatus(pod -> ready(pod, "True", at)));
        return this;
    }

    /** They are not Ready any more. */
    public WorkloadPods unready(List<String> names, Instant at) {
        names.forEach(
                name -> client.pods().inNamespace(namespace).withName(name).editStatus(pod -> ready(pod, "False", at)));
        return this;
    }

    public WorkloadPods deleted(List<String> names) {
        names.forEach(
                name -> client.pods().inNamespace(namespace).withName(name).delete());
        return this;
    }

    /** So many that take so long, one operator's clock passing meanwhile. */
    public WorkloadPods started(int count, Duration startUp, OperatorFixture operator) {
        Instant at = operator.now();
        List<String> names = created(count, at);
        operator.pass(startUp);
        return ready(names, at.plus(startUp));
    }

    /** One that nobody has seen yet, without conditions. */
    public static Pod pod(String namespace, String name, String app, Instant created) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withUid("uid-" + name)
                .addToLabels("app", app)
                .addToAnnotations(BackdatingApiServer.CREATED, created.toString())
                .withCreationTimestamp(created.toString())
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("registry.example/main:1")
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Pending")
                .endStatus()
                .build();
    }

    /** The pod with its condition Ready at this status since then. */
    public static Pod ready(Pod pod, String status, Instant since) {
        return new PodBuilder(pod)
                .editOrNewStatus()
                .withPhase("Running")
                .withConditions()
                .addNewCondition()
                .withType("Ready")
                .withStatus(status)
                .withLastTransitionTime(since.toString())
                .endCondition()
                .endStatus()
                .build();
    }
}
