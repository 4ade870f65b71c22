package io.predictivescaler.forecasting.season;

/** What a history says about one season. */
public sealed interface Evidence {
    /**
     * It was long enough to test.
     *
     * @param pValue how often a history without the season would look as seasonal, above 0 to 1
     */
    record Tested(double pValue) implements Evidence {
        public Tested {
            if (!(pValue > 0 && pValue <= 1)) {
                throw new IllegalArgumentException("a p-value is above 0 and at most 1, not " + pValue);
            }
        }
    }

    /** It shows too few repetitions to test, or its steps are too long to show the season. */
    record Untestable() implements Evidence {}
}
