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

    /** A back-test. */
    record BackTest(Skill skill) implements Evidence {}
}
