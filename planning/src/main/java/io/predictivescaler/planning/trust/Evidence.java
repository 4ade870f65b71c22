package io.predictivescaler.planning.trust;

/** What a standing rests on. */
public sealed interface Evidence {
    /** Nothing was scored yet. */
    record None() implements Evidence {}

    /**
     * Demand repeated itself so exactly that a naive forecast has no loss: there is nothing to be better at.
     *
     * @param days that were scored
     */
    record NothingToBeat(double days) implements Evidence {}

    /**
     * A back-test.
     *
     * @param harmless whether what the forecasts lost beyond the reference is no more than planning a hundredth of demand too high
     *     costs: where demand is so regular that a naive forecast is as good, being worse than it means nothing
     */
    record BackTest(Skill skill, boolean harmless) implements Evidence {}
}
