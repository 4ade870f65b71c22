package io.predictivescaler.operator.simulate;

import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.simulation.DemandCurve;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What reading the demand of a simulation comes to. */
public sealed interface DemandInput {
    /** A day to learn from, and one to replay. */
    Duration LEAST = Duration.ofDays(2);

    /**
     * Demand that can be replayed: at least {@link #LEAST} of it, and not 0 throughout.
     *
     * @param notes what the user should know of it, each a sentence
     */
    record Read(DemandCurve curve, List<String> notes) implements DemandInput {
        public Read {
            notes = List.copyOf(notes);
        }
    }

    /** None, and why: a sentence with what stands where and the remedy. */
    record Unreadable(String message) implements DemandInput {}

    /**
     * A curve that was read, if it can be replayed.
     *
     * @param source as messages name it
     * @param remedy what gives more demand, without the full stop
     * @param notes what is known so far
     */
    static DemandInput of(DemandCurve curve, String source, String remedy, List<String> notes) {
        Duration length = Duration.between(curve.start(), curve.end());
        if (length.compareTo(LEAST) < 0) {
            return new Unreadable(
                    source + " covers " + inDays(length) + ", from " + curve.start() + " to " + curve.end()
                            + "; a simulation takes at least " + inDays(LEAST)
                            + ", one to learn from and one to replay: " + remedy + ".");
        }
        if (curve.largestMean(curve.step()) == 0) {
            return new Unreadable(source + " is 0 throughout; there is nothing to scale for: " + remedy + ".");
        }
        List<String> all = new ArrayList<>(notes);
        int steps = Math.toIntExact(length.dividedBy(curve.step()));
        if (curve.missingSteps() > 0) {
            all.add(String.format(
                    Locale.ROOT,
                    "%d of %d steps of %s are missing in %s (%.1f %%): demand is taken to have gone on there as it was,"
                            + " unseen by the forecast.",
                    curve.missingSteps(),
                    steps,
                    Durations.format(curve.step()),
                    source,
                    100.0 * curve.missingSteps() / steps));
        }
        if (curve.step().compareTo(DemandCurve.LONGEST_FLAT) > 0) {
            all.add(
                    source + " has steps of " + Durations.format(curve.step())
                            + ": between their middles demand is taken for a straight line, so that peaks within a step are not seen.");
        }
        return new Read(curve, all);
    }

    private static String inDays(Duration length) {
        double days = length.toMinutes() / 1440.0;
        return (days == Math.rint(days) ? String.valueOf((long) days) : String.format(Locale.ROOT, "%.1f", days))
                + (days == 1 ? " day" : " days");
    }
}
