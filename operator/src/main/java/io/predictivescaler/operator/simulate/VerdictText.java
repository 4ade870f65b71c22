package io.predictivescaler.operator.simulate;

import static java.util.Comparator.comparing;

import io.predictivescaler.planning.Reason;
import io.predictivescaler.simulation.Scores;
import java.time.Duration;
import java.util.Map;

/**
 * What came of an experiment, in one plain sentence with its numbers.
 *
 * @param kind for whoever colours or counts it
 */
public record VerdictText(Kind kind, String sentence) {
    /** Below this difference, runs cost the same. */
    private static final double SAME_COST = 0.005;

    /** What a verdict comes down to. */
    public enum Kind {
        /** Less short with the operator. */
        BETTER,
        /** As short with the operator. */
        NO_BETTER,
        /** Shorter of capacity with the operator. */
        WORSE,
        /** The operator changed nothing. */
        IDLE,
        /** There was no shortage to avoid. */
        NOTHING_TO_GAIN
    }

    /** What the operator did, or why it did nothing. */
    enum Conduct {
        ACTED,
        DISTRUSTED_ITS_FORECASTS,
        HAD_NO_FORECAST,
        HAD_NO_NEED
    }

    /** The sentence alone. */
    public static String of(Findings findings) {
        return judged(findings).sentence();
    }

    /** The verdict on {@code findings}. */
    public static VerdictText judged(Findings findings) {
        return judged(
                findings.of(Strategy.HPA).scores(),
                findings.of(Strategy.PREDICTIVE).scores(),
                findings.moves().isEmpty() ? idleness(findings.looks()) : Conduct.ACTED);
    }

    static VerdictText judged(Scores alone, Scores with, Conduct conduct) {
        String time = within(alone.length());
        Duration before = alone.shortTime();
        Duration after = with.shortTime();
        if (before.isZero() && after.isZero()) {
            return new VerdictText(
                    Kind.NOTHING_TO_GAIN,
                    time + " the HPA alone was never short of capacity: there was nothing to gain, and the operator "
                            + (conduct == Conduct.ACTED
                                    ? "would have taken " + cost(alone, with) + "."
                                    : "would have changed nothing."));
        }
        if (before.isZero()) {
            return new VerdictText(
                    Kind.WORSE,
                    time + " the HPA alone was never short of capacity; with the operator it would have been for "
                            + Rounded.inMinutes(after) + ", for " + cost(alone, with) + ".");
        }
        String sentence = time + " the HPA alone was short of capacity for " + Rounded.inMinutes(before);
        if (conduct != Conduct.ACTED) {
            return new VerdictText(
                    Kind.IDLE, sentence + ", and the operator would have changed nothing: " + why(conduct) + ".");
        }
        return new VerdictText(
                kind(before, after),
                sentence + "; with the operator it would " + after(before, after) + ", for " + cost(alone, with) + ".");
    }

    private static Kind kind(Duration before, Duration after) {
        if (Rounded.minutes(before).equals(Rounded.minutes(after))) {
            return Kind.NO_BETTER;
        }
        return after.compareTo(before) < 0 ? Kind.BETTER : Kind.WORSE;
    }

    private static String after(Duration before, Duration after) {
        String minutes = Rounded.minutes(after);
        return switch (kind(before, after)) {
            case NO_BETTER -> before.equals(after) ? "have been just as long" : "have been about as long";
            case WORSE -> "have been longer, " + minutes;
            case BETTER, IDLE, NOTHING_TO_GAIN -> after.isZero() ? "never have been" : "have been " + minutes;
        };
    }

    private static String cost(Scores alone, Scores with) {
        double ratio = alone.replicaHours() > 0 ? with.replicaHours() / alone.replicaHours() : 1;
        if (Math.abs(ratio - 1) < SAME_COST) {
            return "as many replica-hours";
        }
        if (ratio >= 1.95) {
            String times = Rounded.number(ratio);
            return (times.equals("2") ? "twice" : times + " times") + " the replica-hours";
        }
        return Rounded.percent(Math.abs(ratio - 1)) + (ratio > 1 ? " more" : " fewer") + " replica-hours";
    }

    private static String within(Duration length) {
        String said = Rounded.length(length);
        if (said.equals("1 day")) {
            return "On this day";
        }
        return said.startsWith("1 ") ? "In this " + said.substring(2) : "In these " + said;
    }

    private static String why(Conduct conduct) {
        return switch (conduct) {
            case DISTRUSTED_ITS_FORECASTS -> "it did not trust its forecasts";
            case HAD_NO_FORECAST -> "it had no usable forecast";
            case ACTED, HAD_NO_NEED -> "its plan never asked for other bounds";
        };
    }

    private static Conduct idleness(Map<Reason, Integer> looks) {
        return looks.entrySet().stream()
                .max(Map.Entry.<Reason, Integer>comparingByValue().thenComparing(comparing(Map.Entry::getKey)))
                .map(longest -> switch (longest.getKey()) {
                    case Distrusted -> Conduct.DISTRUSTED_ITS_FORECASTS;
                    case NoOpinion, AwaitingDemand -> Conduct.HAD_NO_FORECAST;
                    case ForecastRaise,
                            ForecastKeep,
                            ReleaseHeld,
                            ForecastRelease,
                            BaselineSuffices,
                            CalendarRaise,
                            CalendarKeep,
                            CalendarRelease,
                            BudgetReached,
                            Paused,
                            Observing,
                            KillSwitchFreeze,
                            KillSwitchRelease,
                            KillSwitchRestore,
                            KillSwitchUnread,
                            BoundsEqual,
                            ScaledToZero,
                            ScaleDownDisabled,
                            TargetPaused -> Conduct.HAD_NO_NEED;
                })
                .orElse(Conduct.HAD_NO_NEED);
    }
}
