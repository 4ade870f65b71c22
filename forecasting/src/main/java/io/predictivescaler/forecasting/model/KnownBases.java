package io.predictivescaler.forecasting.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What profiles say about the day ahead of a series and the hours behind its end. Kept from update to update, so that only the newest
 * step has to be worked out: nothing after one day before a step is used for it. Immutable.
 */
public final class KnownBases {
    /** Nothing is known. */
    static final KnownBases NONE = new KnownBases(Map.of(), 0, 0, Touched.NONE);

    private final Map<Base, double[]> values;
    /** The step that the arrays begin with. */
    private final int first;

    /** The end of the series that this was worked out from. */
    private final int end;

    /** What is not known any more. */
    private final Touched touched;

    private KnownBases(Map<Base, double[]> values, int first, int end, Touched touched) {
        this.values = values;
        this.first = first;
        this.end = end;
        this.touched = touched;
    }

    /** What each of {@code bases} says, worked out where {@code observed} does not have it yet. */
    public static KnownBases of(Observed observed, Set<Base> bases) {
        int origin = observed.length();
        int first = Math.max(0, origin - observed.grid().stepsIn(SeasonalModel.LONGEST_WINDOW));
        Map<Base, double[]> values = new EnumMap<>(Base.class);
        for (Base base : bases) {
            BaseCurve curve = observed.curve(base);
            double[] around = new double[origin + observed.grid().stepsPerDay() - first];
            for (int i = 0; i < around.length; i++) {
                around[i] = curve.at(first + i, origin);
            }
            values.put(base, around);
        }
        return new KnownBases(values, first, origin, Touched.NONE);
    }

    /** The bases that something is known of. */
    public Set<Base> bases() {
        return Set.copyOf(values.keySet());
    }

    /** The same bases, of which nothing is known that could help another series. */
    public KnownBases forgotten() {
        Map<Base, double[]> none = new EnumMap<>(Base.class);
        values.forEach((base, around) -> none.put(base, new double[0]));
        return new KnownBases(none, first, end, touched);
    }

    /**
     * The same in the numbers of a later state of the series.
     *
     * @param then the step that was the end when this was worked out
     * @param lost steps that may have been worked out from what is not there any more
     */
    KnownBases endingAt(int then, Touched lost) {
        return new KnownBases(values, first + then - end, then, lost);
    }

    /** Tells a curve what is known. */
    void tell(Base base, BaseCurve curve) {
        double[] around = values.getOrDefault(base, new double[0]);
        for (int i = 0; i < around.length; i++) {
            if (!touched.is(first + i)) {
                curve.learn(first + i, around[i]);
            }
        }
    }
}
