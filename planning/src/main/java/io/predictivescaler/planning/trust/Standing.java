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
         * Window after window came outside what was thought possible.
         *
         * @param run how many, and how far outside
         * @param at the start of the last
         * @param came its highest demand
         * @param lowest the P01 of that, or the P05 of windows astray
         * @param highest the P99 of that, or the P95 of windows astray
         */
        record PatternBroken(Run run, Instant at, double came, double lowest, double highest) implements Cause {}
    }

    /** Windows in a row that break a pattern. */
    sealed interface Run {
        /** How many. */
        int windows();

        /** Each outside P01 to P99 as forecast right before it. */
        record Surprises(int windows) implements Run {}

        /** All on one side of P05 to P95 as forecast an hour before them, and by half at least. */
        record Astray(int windows) implements Run {}
    }
}
