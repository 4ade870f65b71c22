package io.predictivescaler.operator.config;

import java.time.Duration;

/**
 * How often and how wide the operator works.
 *
 * @param refresh from one look at a resource to the next; 1 s to 1 h
 * @param fitThreads models fitted at the same time; 1 to 64
 * @param reconcileThreads resources looked at at the same time; 1 to 256
 * @param benefits whether it is worked out what Enforce brings
 */
public record ReconcileSettings(Duration refresh, int fitThreads, int reconcileThreads, Benefits benefits) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    public ReconcileSettings {
        if (refresh.compareTo(SHORTEST) < 0 || refresh.compareTo(LONGEST) > 0) {
            throw new InvalidSetting("--refresh", refresh.toSeconds() + "s", "a duration from 1s to 1h");
        }
        if (fitThreads < 1 || fitThreads > 64) {
            throw new InvalidSetting("--fit-threads", Integer.toString(fitThreads), "a number from 1 to 64");
        }
        if (reconcileThreads < 1 || reconcileThreads > 256) {
            throw new InvalidSetting(
                    "--reconcile-threads", Integer.toString(reconcileThreads), "a number from 1 to 256");
        }
    }
}
