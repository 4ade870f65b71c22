package io.predictivescaler.forecasting.model;

import io.predictivescaler.forecasting.series.StepGrid;

/**
 * The steps whose profiles may have been worked out from steps that were dropped at the start of a series since: those the same time of day,
 * give or take how far a profile looks to the side, as what was dropped, no more days later than a profile looks back.
 *
 * @param dropped steps, which lay right before step 0
 * @param side how far profiles look to either side, a change of the clocks included
 * @param day in steps
 * @param farthest no step from here on looks back as far
 */
record Touched(int dropped, int side, int day, int farthest) {
    /** None is. */
    static final Touched NONE = new Touched(0, 0, 1, Integer.MIN_VALUE);

    static Touched by(int dropped, StepGrid grid) {
        return dropped == 0 ? NONE : new Touched(dropped, Base.side(grid), grid.stepsPerDay(), Base.farthest(grid));
    }

    /** Whether step {@code t}, in the numbers of the series as it is now, is one of them. */
    boolean is(int t) {
        return t < farthest && Math.floorMod(t + dropped + side, day) < dropped + 2 * side;
    }
}
