package io.predictivescaler.simulation;

/**
 * How far an autoscaler lets utilization stray from its target: nothing changes while utilization ÷ target lies in
 * [1 − {@code down}, 1 + {@code up}].
 *
 * @param down below the target; 0 to 1
 * @param up above it; at least 0
 */
public record Tolerance(double down, double up) {
    /** The controller's own default, a tenth in both directions. */
    public static final Tolerance STANDARD = both(0.1);

    public Tolerance {
        if (!(down >= 0 && down <= 1 && up >= 0 && Double.isFinite(up))) {
            throw new IllegalArgumentException(
                    "a tolerance lies in [0, 1] below the target and is not negative above it, unlike " + down + " and "
                            + up);
        }
    }

    /** The same in both directions. */
    public static Tolerance both(double share) {
        return new Tolerance(share, share);
    }

    boolean covers(double ratio) {
        return 1 - down <= ratio && ratio <= 1 + up;
    }
}
