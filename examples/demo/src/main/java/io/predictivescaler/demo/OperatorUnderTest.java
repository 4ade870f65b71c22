package io.predictivescaler.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.predictivescaler.operator.time.Timekeeping;
import java.net.URI;
import java.util.Optional;

/** The running operator, as far as the demo has to do with it. */
interface OperatorUnderTest extends AutoCloseable {
    /** Blocks until no reconcile, fit or query is under way. */
    void awaitIdle() throws InterruptedException;

    /** Where its own metrics and probes are. */
    Optional<URI> telemetry();

    @Override
    void close();

    /** Starts an operator. */
    @FunctionalInterface
    interface Starter {
        /**
         * Starts it, and returns when it watches.
         *
         * @param prometheus the operator's own source of demand
         */
        OperatorUnderTest start(KubernetesClient client, URI prometheus, Timekeeping time);
    }
}
