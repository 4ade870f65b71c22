package io.predictivescaler.forecasting.model;

import io.predictivescaler.forecasting.series.Median;
import io.predictivescaler.forecasting.series.Season;
import java.time.Duration;
import java.util.Set;

/**
 * The rhythm inside the hour: for each slot of the hour the median of the last twelve hours. For steps of at most 15 minutes;
 * with longer ones it says nothing.
 */
public record HourSlotModel() implements Model {
    private static final int HOURS = 12;
    private static final int FEWEST_SLOTS = 4;

    @Override
    public String label() {
        return "hour-slots";
    }

    @Override
    public Set<Season> seasons() {
        return Set.of(Season.Hour);
    }

    @Override
    public Duration historyNeeded() {
        return Duration.ofDays(1);
    }

    @Override
    public FittedModel fit(Observed observed) {
        return HourSlotModel::slots;
    }

    private static void slots(Observed observed, int origin, int[] ahead, double[] into) {
        int slots = observed.grid().stepsIn(Duration.ofHours(1));
        double[] medians = new double[slots];
        double[] scratch = new double[HOURS];
        for (int slot = 0; slot < slots; slot++) {
            int count = 0;
            for (int hour = 1; hour <= HOURS; hour++) {
                double value = observed.at(origin + slot - hour * slots);
                if (!Double.isNaN(value)) {
                    scratch[count++] = value;
                }
            }
            medians[slot] = slots < FEWEST_SLOTS ? Double.NaN : Median.of(scratch, count);
        }
        for (int k = 0; k < ahead.length; k++) {
            into[k] = medians[ahead[k] % slots];
        }
    }
}
