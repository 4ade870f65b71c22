package io.predictivescaler.planning.trust;

import java.time.Instant;

/** What a demand entry's forecasts are worth to the planner. */
public sealed interface Standing {
    /** Neither proved nor disproved yet. That is no distrust: raises are made. */
    record Unproven() implements Standing {}

    /** They have passed. */
    record Trusted() implements Standing {}

    /**
     * They have failed: nothing is raised by them.
     *
     * @param cause the last one
     * @param since when the first one came
     * @param firstPass when the back-test was passed again; {@link Instant#MAX} until then
     */
    record Distrusted(Cause cause, Instant since, Instant firstPass) implements Standing {
        boolean hasPassed() {
            return !firstPass.equals(Instant.MAX);
        }
    }

    /** Why forecasts are distrusted. */
    sealed interface Cause {
        /** They were worse than the best naive forecast. */
        record NoSkill() implements Cause {}

        /**
         * Three windows in a row came outside all that was thought possible.
         *
         * @param at the start of the third
         * @param came its highest demand
         * @param lowest the P01 of that
         * @param highest the P99 of that
         */
        record PatternBroken(Instant at, double came, double lowest, double highest) implements Cause {}
    }
}
