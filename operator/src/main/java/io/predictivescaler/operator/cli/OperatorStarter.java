package io.predictivescaler.operator.cli;

import io.predictivescaler.operator.config.OperatorSettings;

/** Runs the operator. */
@FunctionalInterface
public interface OperatorStarter {
    /**
     * Starts, and returns when the operator has stopped.
     *
     * @throws RuntimeException when it cannot start; the message is shown to the user
     */
    void run(OperatorSettings settings) throws InterruptedException;
}
