package io.predictivescaler.operator.simulate;

import java.time.Instant;

/** Is told how far a simulation is; called on several threads, and often. */
@FunctionalInterface
public interface Progress {
    void reached(Strategy strategy, Instant at);

    /** For nobody. */
    static Progress unheard() {
        return (strategy, at) -> {};
    }
}
