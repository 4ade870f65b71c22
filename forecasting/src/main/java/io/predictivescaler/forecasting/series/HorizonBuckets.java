package io.predictivescaler.forecasting.series;

import java.time.Duration;

/**
 * The steps ahead in groups that are weighted and calibrated together: up to 1, 3, 6, 12 and 24 hours, and whatever is later with
 * the last. Steps are counted from 0, the first step after the origin.
 */
public final class HorizonBuckets {
    private static final int[] HOURS = {1, 3, 6, 12, 24};

    private final int[] ends;

    public HorizonBuckets(StepGrid grid) {
        ends = new int[HOURS.length];
        for (int b = 0; b < ends.length; b++) {
            ends[b] = grid.stepsIn(Duration.ofHours(HOURS[b]));
        }
    }

    /** The number of buckets. */
    public int count() {
        return ends.length;
    }

    /** The hours ahead that a bucket reaches to. */
    public int hours(int bucket) {
        return HOURS[bucket];
    }

    /** The bucket of step {@code h} ahead. */
    public int of(int h) {
        int b = 0;
        while (b < ends.length - 1 && h >= ends[b]) {
            b++;
        }
        return b;
    }

    /** The first step of a bucket. */
    public int start(int bucket) {
        return bucket == 0 ? 0 : ends[bucket - 1];
    }

    /** The first step after a bucket. */
    public int end(int bucket) {
        return ends[bucket];
    }
}
