package io.predictivescaler.planning;

/** Turns forecasts into bounds. */
public final class Planner {
    private Planner() {}

    /** What the bounds should be at {@code input.now()}. */
    public static Plan plan(PlanInput input) {
        throw new UnsupportedOperationException("to be written: " + input);
    }
}
