package io.predictivescaler.demo;

import io.predictivescaler.planning.Bounds;
import io.predictivescaler.simulation.Moment;
import io.predictivescaler.simulation.World;

/** A workload with its autoscaler, which takes its bounds from an object and writes its status there. */
final class SimulatedCluster {
    private final AutoscalerObject object;
    private World world;
    private Bounds bounds;
    private int current = -1;
    private int desired = -1;

    SimulatedCluster(World world, AutoscalerObject object) {
        this.world = world;
        this.object = object;
        this.bounds = object.bounds();
    }

    /** The bounds as they were last read. */
    Bounds bounds() {
        return bounds;
    }

    /** Reads the bounds again: to be called whenever somebody may have changed them. */
    void readBounds() {
        bounds = object.bounds();
    }

    /** Lives one step under {@code demand}; the status is written when the autoscaler changed it. */
    Moment step(double demand) {
        World.Stepped stepped = world.step(demand, bounds);
        world = stepped.next();
        Moment moment = stepped.moment();
        if (moment.current() != current || moment.desired() != desired) {
            current = moment.current();
            desired = moment.desired();
            object.report(current, desired);
        }
        return moment;
    }
}
