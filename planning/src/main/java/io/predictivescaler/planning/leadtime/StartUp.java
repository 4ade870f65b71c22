package io.predictivescaler.planning.leadtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One pod that was seen becoming Ready for the first time.
 *
 * @param pod its UID
 * @param created by the API server's clock
 * @param took from created to Ready, not negative
 */
public record StartUp(String pod, Instant created, Duration took) {
    /** By when the pods were created; pods of one moment in an order that says nothing of how long they took. */
    static final Comparator<StartUp> BY_CREATION =
            Comparator.comparing(StartUp::created).thenComparing(StartUp::pod);

    public StartUp {
        if (took.isNegative()) {
            throw new IllegalArgumentException("a start-up is not negative, as " + took + " is");
        }
    }

    /**
     * From three clocks: the API server's says when the pod was created, its node's since when it is Ready, and the operator's when
     * that was seen. The node's word is the exact one and counts where it lies between the other two; a node's clock that is off
     * makes way for the operator's. None where that is behind the API server's own.
     *
     * @param since when the pod says that it became Ready
     * @param seen when that was seen first, which a watch does at once
     */
    public static Optional<StartUp> of(String pod, Instant created, Instant since, Instant seen) {
        if (seen.isBefore(created)) {
            return Optional.empty();
        }
        Instant ready = since.isBefore(created) || since.isAfter(seen) ? seen : since;
        return Optional.of(new StartUp(pod, created, Duration.between(created, ready)));
    }
}
