package io.predictivescaler.simulation;

import java.time.Duration;
import java.util.Collection;

/**
 * What a run cost and what it fell short of.
 *
 * @param shortTime with less ready capacity than demand
 * @param length of the run
 * @param replicaHours of all pods, paid from creation
 * @param wastedReplicaMinutes above what demand needed
 * @param podStarts pods created
 * @param scaleUps times at which pods were created
 */
public record Scores(
        Duration shortTime,
        Duration length,
        double replicaHours,
        double wastedReplicaMinutes,
        long podStarts,
        long scaleUps) {
    /** Those of a run that has not begun. */
    public static Scores none() {
        return new Scores(Duration.ZERO, Duration.ZERO, 0, 0, 0, 0);
    }

    /** Those of a run that consists of {@code moments}. */
    public static Scores of(Collection<Moment> moments) {
        Scores sum = none();
        for (Moment moment : moments) {
            sum = sum.plus(moment);
        }
        return sum;
    }

    /** These, and one step more. */
    public Scores plus(Moment moment) {
        double minutes = moment.length().toMillis() / 60_000.0;
        return new Scores(
                moment.isShort() ? shortTime.plus(moment.length()) : shortTime,
                length.plus(moment.length()),
                replicaHours + moment.created() * minutes / 60,
                wastedReplicaMinutes + Math.max(0, moment.created() - moment.needed()) * minutes,
                podStarts + moment.started(),
                scaleUps + (moment.started() > 0 ? 1 : 0));
    }

    /** These and those of another stretch of time. */
    public Scores plus(Scores other) {
        return new Scores(
                shortTime.plus(other.shortTime),
                length.plus(other.length),
                replicaHours + other.replicaHours,
                wastedReplicaMinutes + other.wastedReplicaMinutes,
                podStarts + other.podStarts,
                scaleUps + other.scaleUps);
    }

    public double shortMinutes() {
        return shortTime.toMillis() / 60_000.0;
    }

    /** The share of the run that was short, 0 to 1; 0 for an empty run. */
    public double shortShare() {
        return length.isZero() ? 0 : (double) shortTime.toMillis() / length.toMillis();
    }
}
