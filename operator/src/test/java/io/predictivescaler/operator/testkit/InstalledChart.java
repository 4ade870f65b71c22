package io.predictivescaler.operator.testkit;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import io.predictivescaler.operator.cli.Program;
import io.predictivescaler.operator.config.OperatorSettings;
import io.predictivescaler.operator.config.ServerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The chart as a release on a real API server, installed by Helm. Nothing there starts its pods: tests run the operator as they would. */
public final class InstalledChart {
    public static final String RELEASE = "predictive-scaler";

    private final RealApiServer server;
    private final String namespace;

    private InstalledChart(RealApiServer server, String namespace) {
        this.server = server;
        this.namespace = namespace;
    }

    public static Path directory() {
        return Path.of(System.getProperty("root.directory"), "helm/predictive-scaler");
    }

    /** In a namespace of its own, with these values beside the defaults. */
    public static InstalledChart on(RealApiServer server, Map<String, Object> values) {
        String namespace = server.newNamespace();
        InstallCommand install = new Helm(directory())
                .install()
                .withName(RELEASE)
                .withNamespace(namespace)
                .withKubeConfigContents(server.kubeConfig());
        values.forEach(install::set);
        install.call();
        return new InstalledChart(server, namespace);
    }

    public String namespace() {
        return namespace;
    }

    /** As the API server calls the operator. */
    public String user() {
        return "system:serviceaccount:" + namespace + ":" + RELEASE;
    }

    /** With the token that the operator's pods would have, in their namespace. The caller closes it. */
    public KubernetesClient client() {
        String token = server.client()
                .serviceAccounts()
                .inNamespace(namespace)
                .withName(RELEASE)
                .tokenRequest(new TokenRequest())
                .getStatus()
                .getToken();
        Config admins = server.client().getConfiguration();
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(admins.getMasterUrl())
                        .withCaCertData(admins.getCaCertData())
                        .withCaCertFile(admins.getCaCertFile())
                        .withTrustCerts(admins.isTrustCerts())
                        .withOauthToken(token)
                        .withNamespace(namespace)
                        .build())
                .build();
    }

    /** What the Deployment's arguments say, but for the port, which would be the machine's here. */
    public OperatorSettings settings() {
        Deployment deployment = server.client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName(RELEASE)
                .require();
        List<OperatorSettings> started = new ArrayList<>();
        int exitCode = new Program(started::add, server::client, Map.of())
                .run(deployment
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getArgs()
                        .toArray(String[]::new));
        if (exitCode != 0) {
            throw new AssertionError("the program does not understand the chart's arguments: " + deployment);
        }
        OperatorSettings settings = started.getFirst();
        return new OperatorSettings(
                settings.prometheus(),
                settings.reconcile(),
                settings.watch(),
                settings.shard(),
                settings.leaderElection(),
                new ServerSettings(0, "127.0.0.1"),
                settings.maxMode(),
                settings.killSwitch(),
                settings.logFormat());
    }

    /**
     * Has Helm remove the release, and plays the nodes meanwhile.
     *
     * @param container runs what a container of the Job that gives everything back would run, and says its exit code
     */
    public void uninstall(ToIntFunction<String[]> container) {
        // Not in the common pool: where it has one thread, the client waits for that, too.
        FutureTask<String> uninstalled = new FutureTask<>(
                Helm.uninstall(RELEASE).withNamespace(namespace).withKubeConfigContents(server.kubeConfig()));
        Thread.ofPlatform().name("helm").start(uninstalled);
        ScalableResource<Job> restore =
                server.client().batch().v1().jobs().inNamespace(namespace).withName(RELEASE + "-restore");
        Job job = restore.waitUntilCondition(Objects::nonNull, 30, TimeUnit.SECONDS);
        boolean succeeded = job.getSpec().getTemplate().getSpec().getContainers().stream()
                .allMatch(each -> container.applyAsInt(each.getArgs().toArray(String[]::new)) == 0);
        restore.editStatus(found -> ended(found, succeeded));
        try {
            uninstalled.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("helm uninstall failed", e);
        }
    }

    private static Job ended(Job job, boolean succeeded) {
        String now = job.getMetadata().getCreationTimestamp();
        JobStatusBuilder status = new JobStatusBuilder()
                .withStartTime(now)
                .withNewUncountedTerminatedPods()
                .endUncountedTerminatedPods();
        for (String type : succeeded ? List.of("SuccessCriteriaMet", "Complete") : List.of("FailureTarget", "Failed")) {
            status.addNewCondition()
                    .withType(type)
                    .withStatus("True")
                    .withLastTransitionTime(now)
                    .endCondition();
        }
        return new JobBuilder(job)
                .withStatus(
                        (succeeded ? status.withSucceeded(1).withCompletionTime(now) : status.withFailed(1)).build())
                .build();
    }

    /** All that the roles allow which are bound to the operator's account. */
    public Set<Grant> grants() {
        KubernetesClient client = server.client();
        Stream<Grant> everywhere = client.rbac().clusterRoleBindings().list().getItems().stream()
                .filter(binding -> isOurs(binding.getSubjects()))
                .map(ClusterRoleBinding::getRoleRef)
                .map(role ->
                        client.rbac().clusterRoles().withName(role.getName()).require())
                .map(ClusterRole::getRules)
                .flatMap(rules -> Grant.of("", rules));
        Stream<Grant> somewhere = client.rbac().roleBindings().inAnyNamespace().list().getItems().stream()
                .filter(binding -> isOurs(binding.getSubjects()))
                .flatMap(binding -> Grant.of(
                        binding.getMetadata().getNamespace(),
                        role(client, binding).getRules()));
        return Stream.concat(everywhere, somewhere).collect(Collectors.toSet());
    }

    private static Role role(KubernetesClient client, RoleBinding binding) {
        return client.rbac()
                .roles()
                .inNamespace(binding.getMetadata().getNamespace())
                .withName(binding.getRoleRef().getName())
                .require();
    }

    private boolean isOurs(List<Subject> subjects) {
        return subjects.stream()
                .anyMatch(subject -> RELEASE.equals(subject.getName()) && namespace.equals(subject.getNamespace()));
    }
}
