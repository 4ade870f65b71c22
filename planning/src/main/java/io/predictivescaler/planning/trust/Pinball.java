package io.predictivescaler.planning.trust;

/** The loss that a quantile minimizes (Koenker and Bassett, "Regression quantiles", 1978). */
final class Pinball {
    private Pinball() {}

    /** @param miss what came − what was forecast at level {@code tau} */
    static double loss(double miss, double tau) {
        return miss >= 0 ? tau * miss : (tau - 1) * miss;
    }
}
