package io.predictivescaler.operator.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real API server (kube-apiserver and etcd, no controllers), shared by all tests of a run:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final RealApiServer SERVER = new RealApiServer();
 * }</pre>
 *
 * <p>It runs where the environment variable {@code KUBE_API_TEST_DIR} names a directory with
 * {@code k8s/<version>-linux-amd64/{kube-apiserver,etcd,kubectl}}; elsewhere the tests are skipped, and say so. The directory
 * must be writable: certificates are made in it. Nothing is ever downloaded.
 */
public final class RealApiServer implements BeforeAllCallback {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(RealApiServer.class);
    private static final int START_MILLIS = 60_000;
    private static final String AUDIT_POLICY = "policy.yaml";
    private static final String AUDIT_LOG = "audit.log";

    private volatile Running running = new Running.Not();

    @Override
    public void beforeAll(ExtensionContext context) {
        String directory = System.getenv("KUBE_API_TEST_DIR");
        assumeTrue(
                directory != null,
                "skipped: KUBE_API_TEST_DIR names no directory with k8s/<version>-linux-amd64/{kube-apiserver,etcd,kubectl}");
        running = context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(Running.Server.class, unused -> Running.Server.start(directory), Running.Server.class);
    }

    /** A client that may do everything. It is closed with the server. */
    public KubernetesClient client() {
        return started().client();
    }

    private Running.Server started() {
        return switch (running) {
            case Running.Server server -> server;
            case Running.Not none -> throw new IllegalStateException("the API server has not been started");
        };
    }

    /** Of a user who may do everything: for tools that talk to clusters by themselves. */
    public String kubeConfig() {
        return started().process().getKubeConfigYaml();
    }

    /** What this user asked of the server so far, each thing once: what was refused and what was not found included. */
    public Set<Access> accesses(String user) {
        return AuditLog.accesses(started().audit().resolve(AUDIT_LOG), user);
    }

    /** The name of a new namespace. There is no controller that would remove one, so tests share none. */
    public String newNamespace() {
        Namespace namespace = client().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName("test-")
                        .endMetadata()
                        .build())
                .create();
        return namespace.getMetadata().getName();
    }

    /** Applies the CRD of a file and waits until the server serves it. Its refusal, with the reason, is the caller's failure. */
    public void establish(Path crdFile) {
        CustomResourceDefinition crd = crd(crdFile);
        client().resource(crd)
                .fieldManager("predictive-scaler-tests")
                .forceConflicts()
                .serverSideApply();
        CustomResourceDefinition established = client().apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(crd.getMetadata().getName())
                .waitUntilCondition(RealApiServer::isEstablished, 30, TimeUnit.SECONDS);
        assertThat(isEstablished(established)).isTrue();
    }

    private static boolean isEstablished(CustomResourceDefinition crd) {
        return crd != null
                && crd.getStatus() != null
                // None yet, a moment after the definition was created.
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    private static CustomResourceDefinition crd(Path file) {
        try {
            return Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private sealed interface Running {
        record Not() implements Running {}

        /** Closed by JUnit with its root store, after the last test. */
        record Server(KubeAPIServer process, KubernetesClient client, Path audit) implements Running, AutoCloseable {

            static Server start(String directory) {
                Path audit = auditing();
                // Everything is said here: version 7.5 fails on its own environment variables that are not texts.
                KubeAPIServer process = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                        .withTestDir(directory)
                        .withOfflineMode(true)
                        .withUpdateKubeConfig(false)
                        .withWaitForEtcdHealthCheckOnStartup(true)
                        .withStartupTimeout(START_MILLIS)
                        .withApiServerFlag(
                                "--audit-policy-file",
                                audit.resolve(AUDIT_POLICY).toString())
                        .withApiServerFlag(
                                "--audit-log-path", audit.resolve(AUDIT_LOG).toString())
                        .build());
                process.start();
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(process.getKubeConfigYaml()))
                        .build();
                return new Server(process, client, audit);
            }

            /** A directory in which every request is written down: who, what, and the answer's code. */
            private static Path auditing() {
                try {
                    Path directory = Files.createTempDirectory("audit");
                    Files.writeString(directory.resolve(AUDIT_POLICY), """
                            apiVersion: audit.k8s.io/v1
                            kind: Policy
                            rules: [{level: Metadata}]
                            """);
                    return directory;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void close() throws IOException {
                client.close();
                process.stop();
                for (String name : List.of(AUDIT_POLICY, AUDIT_LOG, "")) {
                    Files.deleteIfExists(audit.resolve(name));
                }
            }
        }
    }
}
