package io.predictivescaler.simulation;

import io.predictivescaler.planning.Bounds;
import io.predictivescaler.simulation.Moment.Supply;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Perfect foresight, the least that no shortage can cost: each pod is created just so early that it is ready when it is needed, and
 * stays through gaps in which starting another one would cost as much. What any strategy costs is best told as a multiple of this.
 */
public final class Oracle {
    private final Replay replay;
    private final WorldSettings settings;
    private final Bounds range;
    private final int steps;
    private final int startUp;

    private Oracle(Replay replay, Bounds range, Duration startUp) {
        this.replay = replay;
        this.settings = replay.start().settings();
        this.range = range;
        long step = settings.step().toNanos();
        this.steps = Math.toIntExact(Math.ceilDiv(
                Duration.between(replay.start().now(), replay.end()).toNanos(), step));
        this.startUp = Math.toIntExact(Math.ceilDiv(startUp.toNanos(), step));
    }

    /**
     * Plays {@code replay} with perfect foresight.
     *
     * @param range there are never fewer pods than its minimum, nor more than its maximum, so demand above that is short here too
     * @param startUp from a pod's creation to Ready
     */
    public static void play(Replay replay, Bounds range, Duration startUp, Consumer<Moment> onlooker) {
        new Oracle(replay, range, startUp).play(onlooker);
    }

    private void play(Consumer<Moment> onlooker) {
        int[] wanted = new int[steps];
        int most = 0;
        for (int i = 0; i < steps; i++) {
            wanted[i] = Math.clamp(leastFor(demand(i)), range.minReplicas(), range.maxReplicas());
            most = Math.max(most, wanted[i]);
        }
        int[] ready = new int[steps];
        int[] created = new int[steps];
        int[] started = new int[steps];
        for (int pod = 1; pod <= most; pod++) {
            add(pod, wanted, ready, created, started);
        }
        for (int i = 0; i < steps; i++) {
            onlooker.accept(moment(i, created[i], ready[i], started[i]));
        }
    }

    /** Adds the pod that is needed wherever at least {@code pod} are. */
    private void add(int pod, int[] wanted, int[] ready, int[] created, int[] started) {
        int neededUntil = -1;
        for (int i = 0; i < steps; i++) {
            if (wanted[i] < pod) {
                continue;
            }
            if (neededUntil < 0 || i - neededUntil >= Math.max(1, startUp)) {
                int from = Math.max(0, i - startUp);
                started[from] += neededUntil < 0 && i == 0 ? 0 : 1;
                mark(created, from, i);
            } else {
                mark(created, neededUntil, i);
                mark(ready, neededUntil, i);
            }
            created[i]++;
            ready[i]++;
            neededUntil = i + 1;
        }
    }

    private static void mark(int[] counts, int from, int to) {
        for (int i = from; i < to; i++) {
            counts[i]++;
        }
    }

    /** The fewest ready pods that are not short under {@code demand}. */
    private int leastFor(double demand) {
        return (int) Math.ceil(demand / (World.SHORT_ABOVE * settings.workload().saturationLoad()) - 1e-9);
    }

    private Moment moment(int i, int created, int ready, int started) {
        double demand = demand(i);
        double capacity = settings.workload().loadAt(settings.hpa().targetUtilizationPercent());
        return new Moment(
                at(i),
                settings.step(),
                demand,
                created,
                created,
                created,
                ready,
                started,
                (int) Math.ceil(demand / capacity),
                ready < leastFor(demand) ? Supply.Short : Supply.Enough);
    }

    private double demand(int i) {
        return replay.demand().at(at(i));
    }

    private Instant at(int i) {
        return replay.start().now().plus(settings.step().multipliedBy(i));
    }
}
