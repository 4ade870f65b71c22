package io.predictivescaler.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.predictivescaler.operator.OperatorRuntime;
import io.predictivescaler.operator.config.Benefits;
import io.predictivescaler.operator.config.KillSwitchSettings;
import io.predictivescaler.operator.config.LeaderElectionSettings;
import io.predictivescaler.operator.config.LogFormat;
import io.predictivescaler.operator.config.MaxMode;
import io.predictivescaler.operator.config.OperatorSettings;
import io.predictivescaler.operator.config.PrometheusSettings;
import io.predictivescaler.operator.config.ReconcileSettings;
import io.predictivescaler.operator.config.ServerSettings;
import io.predictivescaler.operator.config.WatchSettings;
import io.predictivescaler.operator.time.Timekeeping;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The real operator, in this process: as it runs in a cluster, but for a clock of the demo's and no leader to elect. */
record EmbeddedOperator(OperatorRuntime runtime) implements OperatorUnderTest {
    private static final long RESPONSE_LIMIT = 32L << 20;

    static OperatorUnderTest start(KubernetesClient client, URI prometheus, Timekeeping time) {
        return start(client, prometheus, time, Duration.ofMinutes(1), 1);
    }

    /**
     * @param refresh how often it looks at every resource
     * @param atOnce how many resources it looks at at the same time, and how many models it fits
     */
    static OperatorUnderTest start(
            KubernetesClient client, URI prometheus, Timekeeping time, Duration refresh, int atOnce) {
        String loopback = InetAddress.getLoopbackAddress().getHostAddress();
        OperatorSettings settings = new OperatorSettings(
                new PrometheusSettings(
                        new PrometheusSettings.OwnSource.At(
                                prometheus,
                                new PrometheusSettings.Credentials.None(),
                                new PrometheusSettings.HeadersFile.None(),
                                new PrometheusSettings.Trust.Default()),
                        List.of(),
                        Duration.ofSeconds(30),
                        4,
                        RESPONSE_LIMIT),
                // Days pass in seconds here, and each would end with a replay of those before it.
                new ReconcileSettings(refresh, atOnce, atOnce, Benefits.Off),
                new WatchSettings.AllNamespaces(),
                new LeaderElectionSettings.Off(),
                new ServerSettings(0, loopback),
                MaxMode.Enforce,
                new KillSwitchSettings("predictive-scaler-kill-switch"),
                LogFormat.text);
        return new EmbeddedOperator(OperatorRuntime.start(client, settings, time));
    }

    @Override
    public void awaitIdle() throws InterruptedException {
        runtime.awaitIdle();
    }

    @Override
    public Optional<URI> telemetry() {
        return Optional.of(URI.create("http://"
                + InetAddress.getLoopbackAddress().getHostAddress() + ":" + runtime.telemetryPort() + "/metrics"));
    }

    @Override
    public void close() {
        runtime.close();
    }
}
