package io.predictivescaler.operator.reconcile;

import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The hours to come as the operator would go through them, did nothing come to its knowledge that it does not know now: the bounds that
 * it would set one after the other.
 *
 * @param from now
 * @param to after {@code from}; the horizon, or as far as the forecast lets a plan look
 * @param standing the bounds in force before the first plan
 * @param baselineFloor the user's own
 * @param moves in time order; the first may be that of now
 * @param points at equal distances from {@code from} on; none where nothing is known of what is needed
 * @param shortages in time order, none touching another
 * @param added (floor − baseline floor) × time: a replica for an hour counts an hour
 */
public record Preview(
        Instant from,
        Instant to,
        Bounds standing,
        int baselineFloor,
        List<Move> moves,
        List<Point> points,
        List<Shortage> shortages,
        Duration added) {
    public Preview {
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("a preview from " + from + " ends after it, not at " + to);
        }
        moves = List.copyOf(moves);
        points = List.copyOf(points);
        shortages = List.copyOf(shortages);
    }

    /** A time at which the bounds would move, and why. */
    public record Move(Instant at, Bounds from, Bounds to, Plan.Decision decision) {}

    /**
     * A stretch of time from {@code at} on.
     *
     * @param median replicas that are needed with even odds, at most at one time of the stretch
     * @param planned the same at the planned percentile
     * @param bounds in force at its beginning
     */
    public record Point(Instant at, int median, int planned, Bounds bounds) {}

    /**
     * A time at which more is needed than the maximum in force.
     *
     * @param needed at most, at the planned percentile
     * @param maximum the lowest in force
     */
    public record Shortage(Instant from, Instant to, int needed, int maximum) {}

    /** The bounds in force at a time of the preview, its moves made. */
    public Bounds at(Instant time) {
        Bounds bounds = standing;
        for (Move move : moves) {
            if (move.at().isAfter(time)) {
                return bounds;
            }
            bounds = move.to();
        }
        return bounds;
    }

    /** The highest floor after the plan of now. */
    public int highestFloor() {
        return moves.stream()
                .filter(move -> move.at().isAfter(from))
                .mapToInt(move -> move.to().minReplicas())
                .reduce(at(from).minReplicas(), Math::max);
    }

    /** Replicas above the baseline floor for so many hours. */
    public double addedReplicaHours() {
        return hours(added);
    }

    /** Of these, those that demand does not need with even odds: what the floors are likely to cost. 0 where no need is known. */
    public double idleReplicaHours() {
        if (points.isEmpty()) {
            return 0;
        }
        Duration width = Duration.between(from, to).dividedBy(points.size());
        long idle = points.stream()
                .mapToLong(point -> Math.max(0, point.bounds().minReplicas() - Math.max(baselineFloor, point.median())))
                .sum();
        return hours(width) * idle;
    }

    private static double hours(Duration duration) {
        return duration.toMillis() / 3_600_000.0;
    }
}
