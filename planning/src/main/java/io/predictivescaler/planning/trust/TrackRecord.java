package io.predictivescaler.planning.trust;

import java.util.Arrays;
import java.util.BitSet;

/** The planned percentile that was forecast for each of the last windows: five bytes each, so 7 days of 20 minutes are 2.5 KiB. */
final class TrackRecord {
    private final long first;
    /** NaN where nothing was forecast, or what came is not known. */
    private final float[] planned;
    /** Windows that a broken pattern keeps from being scored. */
    private final BitSet spoilt;

    private TrackRecord(long first, float[] planned, BitSet spoilt) {
        this.first = first;
        this.planned = planned;
        this.spoilt = spoilt;
    }

    static TrackRecord empty() {
        return new TrackRecord(0, new float[0], new BitSet());
    }

    /**
     * With one more window.
     *
     * @param window later than all that are known
     * @param most windows to keep, counted back from it
     */
    TrackRecord with(long window, double forecast, int most) {
        if (planned.length == 0) {
            return new TrackRecord(window, new float[] {(float) forecast}, new BitSet());
        }
        long start = Math.max(first, window - most + 1);
        float[] longer = new float[Math.toIntExact(window - start + 1)];
        Arrays.fill(longer, Float.NaN);
        int dropped = (int) Math.min(planned.length, start - first);
        System.arraycopy(planned, dropped, longer, 0, planned.length - dropped);
        longer[longer.length - 1] = (float) forecast;
        return new TrackRecord(start, longer, spoilt.get(dropped, planned.length));
    }

    /** With the windows from {@code from} to the last one not to be scored. */
    TrackRecord spoiltFrom(long from) {
        BitSet marked = (BitSet) spoilt.clone();
        marked.set(Math.toIntExact(Math.max(0, from - first)), planned.length);
        return new TrackRecord(first, planned, marked);
    }

    /** The earliest of the last {@code count} windows before {@code end}, those not counted that a broken pattern spoilt. */
    long reaching(int count, long end) {
        long window = end;
        for (int counted = 0; counted < count; ) {
            window--;
            counted += window >= first && window - first < planned.length && spoilt.get(Math.toIntExact(window - first))
                    ? 0
                    : 1;
        }
        return window;
    }

    /** What is scored of a window; NaN where nothing is. */
    double scored(long window) {
        return window < first || window - first >= planned.length || spoilt.get(Math.toIntExact(window - first))
                ? Double.NaN
                : planned[Math.toIntExact(window - first)];
    }
}
