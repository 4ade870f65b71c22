package io.predictivescaler.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.predictivescaler.operator.cli.Program;
import io.predictivescaler.operator.config.OperatorSettings;
import io.predictivescaler.operator.time.SystemTimekeeping;
import io.predictivescaler.operator.time.Timekeeping;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program {@code predictive-scaler}. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    /** Within the 30 s that Kubernetes grants a pod. */
    private static final int LONGEST_STOP_SECONDS = 25;
    /** Somebody waits in front of a command: an API server that is away is told after seconds, not minutes. */
    private static final int COMMAND_RETRIES = 3;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new Program(Main::operate, Main::clientOfCommand, System.getenv()).run(arguments));
    }

    /** Runs until the process is told to stop: SIGTERM, Ctrl-C, or leadership that was lost. */
    private static void operate(OperatorSettings settings) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicBoolean deposed = new AtomicBoolean();
        Runnable onLeadershipLost = () -> {
            deposed.set(true);
            told.countDown();
        };
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(told, stopped), "stop"));
        try (KubernetesClient client = new KubernetesClientBuilder().build();
                Timekeeping time = new SystemTimekeeping(Clock.systemUTC());
                OperatorRuntime runtime = OperatorRuntime.start(client, settings, time, onLeadershipLost)) {
            LOG.info("started for {}; metrics and probes on port {}", settings.shard(), runtime.telemetryPort());
            told.await();
            LOG.info("stopping; targets keep the bounds they have");
        } finally {
            stopped.countDown();
        }
        if (deposed.get()) {
            throw new IllegalStateException(
                    "leadership was lost, since the Lease could not be renewed in time: start again to stand for election");
        }
    }

    private static void stop(CountDownLatch told, CountDownLatch stopped) {
        told.countDown();
        try {
            if (!stopped.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("not stopped within {} s: given up", LONGEST_STOP_SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static KubernetesClient clientOfCommand() {
        Config config = new ConfigBuilder(Config.autoConfigure(null))
                .withRequestRetryBackoffLimit(COMMAND_RETRIES)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
