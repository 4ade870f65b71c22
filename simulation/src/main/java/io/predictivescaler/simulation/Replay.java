package io.predictivescaler.simulation;

import java.time.Instant;
import java.util.function.Consumer;

/** Demand led through a world up to an end. */
public record Replay(World start, Demand demand, Instant end) {
    /** What comes of it under {@code steering}. */
    public Scores under(Steering steering) {
        Sum sum = new Sum();
        play(steering, sum);
        return sum.scores;
    }

    /** Plays it under {@code steering}, and tells {@code onlooker} of every step as it has passed. */
    public void play(Steering steering, Consumer<Moment> onlooker) {
        World world = start;
        while (world.now().isBefore(end)) {
            World.Stepped stepped = world.step(demand.at(world.now()), steering.boundsIn(world));
            onlooker.accept(stepped.moment());
            world = stepped.next();
        }
    }

    private static final class Sum implements Consumer<Moment> {
        private Scores scores = Scores.none();

        @Override
        public void accept(Moment moment) {
            scores = scores.plus(moment);
        }
    }
}
