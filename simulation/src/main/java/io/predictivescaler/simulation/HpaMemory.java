package io.predictivescaler.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What an autoscaler remembers between syncs: recommendations from before stabilization, limits and bounds, and the changes it made.
 *
 * @param recommendations oldest first
 * @param changes oldest first
 */
public record HpaMemory(List<Recommended> recommendations, List<Changed> changes) {
    /** A recommendation that was made. */
    public record Recommended(Instant at, int replicas) {}

    /** A change that was made: {@code by} is positive for pods added and negative for pods removed. */
    public record Changed(Instant at, int by) {}

    public HpaMemory {
        recommendations = List.copyOf(recommendations);
        changes = List.copyOf(changes);
    }

    /** That of a controller that has just started. */
    public static HpaMemory none() {
        return new HpaMemory(List.of(), List.of());
    }

    /** A controller that meets a target first takes what it finds for its recommendation. */
    HpaMemory knowing(Instant now, int replicas) {
        return recommendations.isEmpty() ? new HpaMemory(List.of(new Recommended(now, replicas)), changes) : this;
    }

    HpaMemory recommended(Instant now, int replicas, Duration kept) {
        Instant cutoff = now.minus(kept);
        List<Recommended> after = new ArrayList<>(recommendations.size() + 1);
        for (Recommended r : recommendations) {
            if (!r.at().isBefore(cutoff)) {
                after.add(r);
            }
        }
        after.add(new Recommended(now, replicas));
        return new HpaMemory(after, changes);
    }

    HpaMemory changed(Instant now, int by, Duration kept) {
        Instant cutoff = now.minus(kept);
        List<Changed> after = new ArrayList<>(changes.size() + 1);
        for (Changed c : changes) {
            if (c.at().isAfter(cutoff)) {
                after.add(c);
            }
        }
        after.add(new Changed(now, by));
        return new HpaMemory(recommendations, after);
    }

    int lowestAfter(Instant cutoff, int now) {
        int lowest = now;
        for (Recommended r : recommendations) {
            lowest = r.at().isAfter(cutoff) ? Math.min(lowest, r.replicas()) : lowest;
        }
        return lowest;
    }

    int highestAfter(Instant cutoff, int now) {
        int highest = now;
        for (Recommended r : recommendations) {
            highest = r.at().isAfter(cutoff) ? Math.max(highest, r.replicas()) : highest;
        }
        return highest;
    }

    /** The sum of all changes after {@code cutoff}, additions less removals. */
    long netChangeAfter(Instant cutoff) {
        long net = 0;
        for (Changed c : changes) {
            net += c.at().isAfter(cutoff) ? c.by() : 0;
        }
        return net;
    }
}
