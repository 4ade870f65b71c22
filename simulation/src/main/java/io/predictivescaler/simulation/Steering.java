package io.predictivescaler.simulation;

import io.predictivescaler.planning.Bounds;

/** Who sets the bounds that an autoscaler works within. Asked before each step, in the order of time. */
@FunctionalInterface
public interface Steering {
    /** The bounds for the step that starts at {@code world.now()}. */
    Bounds boundsIn(World world);

    /** Nobody: the bounds stay as they are, and the autoscaler reacts alone. */
    static Steering constant(Bounds bounds) {
        return world -> bounds;
    }
}
