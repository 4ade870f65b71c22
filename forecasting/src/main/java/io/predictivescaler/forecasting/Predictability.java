package io.predictivescaler.forecasting;

/**
 * Whether a forecast is worth more than the last value at a lead time. An autoscaler that only reacts has the last value; where a forecast
 * is no better than that, there is nothing to gain by it.
 */
public sealed interface Predictability {
    /** Why, as one clause with numbers and units. */
    String message();

    /**
     * Forecasts are better.
     *
     * @param skill 1 − mean absolute error ÷ that of the last value, above 0 to 1
     */
    record Predictable(double skill, String message) implements Predictability {}

    /** Forecasts are not better, or not by enough to matter. */
    record NotPredictable(Reason reason, String message) implements Predictability {}

    /** The history does not tell: it is too short, it did not move, or its trials point both ways. */
    record Unproven(String message) implements Predictability {}

    /** Why a series cannot be forecast at a lead time. */
    enum Reason {
        /** Trial forecasts were no better than the last value. */
        NoSkillOverLastValue
    }

    /**
     * What counts after a newer answer: one that does not tell leaves the earlier one standing, so that a series at the border does
     * not change sides with every fit.
     */
    default Predictability updatedTo(Predictability newer) {
        return newer instanceof Unproven && !(this instanceof Unproven) ? this : newer;
    }
}
