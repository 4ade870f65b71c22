package io.predictivescaler.simulation;

import io.predictivescaler.planning.Bounds;
import io.predictivescaler.simulation.Moment.Supply;
import io.predictivescaler.simulation.PodSample.Metric;
import io.predictivescaler.simulation.PodSample.Readiness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An autoscaler and its workload at an instant; {@link #step} leads to the next one. A value: the same steps from the same world
 * end in the same world.
 */
public final class World {
    /** Demand above this share of what the ready pods carry at most is short of capacity. */
    public static final double SHORT_ABOVE = 0.9;

    private final WorldSettings settings;
    private final HpaController controller;
    private final Instant now;
    private final Instant nextSync;
    private final Pods pods;
    private final HpaMemory memory;
    private final Status status;
    private final List<CpuUse> uses;

    /** The next world, and what held until then. */
    public record Stepped(World next, Moment moment) {}

    private record Status(int current, int desired) {}

    /** CPU use of each pod that was ready in the step from {@code at} on. */
    private record CpuUse(Instant at, double milliCpu) {}

    private World(
            WorldSettings settings,
            HpaController controller,
            Instant now,
            Instant nextSync,
            Pods pods,
            HpaMemory memory,
            Status status,
            List<CpuUse> uses) {
        this.settings = settings;
        this.controller = controller;
        this.now = now;
        this.nextSync = nextSync;
        this.pods = pods;
        this.memory = memory;
        this.status = status;
        this.uses = uses;
    }

    /** A world with {@code replicas} ready pods that have been there for long, whose autoscaler syncs at {@code now} first. */
    public static World at(Instant now, int replicas, WorldSettings settings) {
        Instant since = now.minus(settings.hpa().cpuInitialization())
                .minus(settings.metrics().remembered());
        return new World(
                settings,
                new HpaController(settings.hpa()),
                now,
                now,
                Pods.readySince(since, replicas),
                HpaMemory.none(),
                new Status(replicas, replicas),
                List.of());
    }

    WorldSettings settings() {
        return settings;
    }

    /** The instant that the next step starts at. */
    public Instant now() {
        return now;
    }

    /** The pods there are. */
    public Pods pods() {
        return pods;
    }

    /**
     * Lets the autoscaler sync if its time has come, then load arrive for one step.
     *
     * @param demand load during the step, not negative
     * @param bounds minReplicas and maxReplicas as they stand
     */
    public Stepped step(double demand, Bounds bounds) {
        if (!(demand >= 0 && Double.isFinite(demand))) {
            throw new IllegalArgumentException("demand is finite and not negative, unlike " + demand + " at " + now);
        }
        World synced = nextSync.isAfter(now) ? this : synced(bounds);
        return synced.loaded(demand, synced.pods.started() - pods.started());
    }

    private World synced(Bounds bounds) {
        var seen = new HpaObservation(pods.count(), bounds, settings.workload().requestMilliCpu(), samples());
        HpaController.Decision decision = controller.sync(now, memory, seen);
        return new World(
                settings,
                controller,
                now,
                nextSync.plus(settings.hpa().syncPeriod()),
                pods.scaledTo(decision.desired(), now, settings.workload().startUp()),
                decision.memory(),
                new Status(pods.count(), decision.desired()),
                uses);
    }

    private Stepped loaded(double demand, long started) {
        int ready = pods.ready(now);
        Workload workload = settings.workload();
        double capacity = workload.loadAt(settings.hpa().targetUtilizationPercent());
        Moment moment = new Moment(
                now,
                settings.step(),
                demand,
                status.current(),
                status.desired(),
                pods.count(),
                ready,
                Math.toIntExact(started),
                (int) Math.ceil(demand / capacity),
                demand > SHORT_ABOVE * ready * workload.saturationLoad() ? Supply.Short : Supply.Enough);
        double milliCpu = ready == 0 ? 0 : workload.milliCpuUnder(demand / ready);
        Instant next = now.plus(settings.step());
        return new Stepped(
                new World(settings, controller, next, nextSync, pods, memory, status, remembered(next, milliCpu)),
                moment);
    }

    private List<CpuUse> remembered(Instant next, double milliCpu) {
        Instant forgotten = next.minus(settings.metrics().remembered());
        List<CpuUse> remembered = new ArrayList<>(uses.size() + 1);
        for (CpuUse use : uses) {
            if (!use.at().isBefore(forgotten)) {
                remembered.add(use);
            }
        }
        remembered.add(new CpuUse(now, milliCpu));
        return remembered;
    }

    private List<PodSample> samples() {
        Instant end = settings.metrics().newestEnd(now);
        Instant start = end.minus(settings.metrics().window());
        Metric measured = measuredIn(start, end);
        List<PodSample> samples = new ArrayList<>(pods.count());
        for (Pod pod : pods.pods()) {
            samples.add(sampleOf(pod, measured, start));
        }
        return samples;
    }

    private PodSample sampleOf(Pod pod, Metric measured, Instant start) {
        Readiness readiness = pod.isReady(now) ? Readiness.Ready : Readiness.NotReady;
        Instant changed = pod.isReady(now) ? pod.readyAt() : pod.created();
        boolean covered = pod.isReady(start) && !pod.readyAt().isAfter(now);
        Metric metric = switch (settings.metrics().starting()) {
            case Reported -> measured;
            case Missing -> covered ? measured : new Metric.Missing();
        };
        return new PodSample.Running(pod.created(), readiness, changed, metric);
    }

    private Metric measuredIn(Instant start, Instant end) {
        double sum = 0;
        int count = 0;
        for (CpuUse use : uses) {
            if (!use.at().isBefore(start) && use.at().isBefore(end)) {
                sum += use.milliCpu();
                count++;
            }
        }
        if (count == 0) {
            return new Metric.Missing();
        }
        return new Metric.Usage(
                // The metrics client reads quantities in thousandths of a CPU, and reading rounds up.
                (long) Math.ceil(sum / count), end, settings.metrics().window());
    }
}
