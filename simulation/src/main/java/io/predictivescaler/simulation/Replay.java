package io.predictivescaler.simulation;

import io.predictivescaler.planning.Bounds;
import java.time.Instant;
import java.util.function.Function;

/** Demand led through a world up to an end. */
public record Replay(World start, Demand demand, Instant end) {
    /** What comes of it under {@code bounds}, which are asked for at each step. */
    public Scores under(Function<Instant, Bounds> bounds) {
        World world = start;
        Scores scores = Scores.none();
        while (world.now().isBefore(end)) {
            Instant now = world.now();
            World.Stepped stepped = world.step(demand.at(now), bounds.apply(now));
            scores = scores.plus(stepped.moment());
            world = stepped.next();
        }
        return scores;
    }
}
