package io.predictivescaler.forecasting.evaluation;

import io.predictivescaler.forecasting.series.Series;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The mean of the same slot in the last four weeks, or as many as there are; with less than two weeks of history, of the last four
 * days. Its quantiles are those of the same rule's misses over the last two weeks, or days.
 */
public final class WeeklyMean implements Contender {
    private static final int SLOTS = 4;
    private static final int JUDGED = 2;

    @Override
    public double[][] forecast(Series history, int horizon) {
        FilledHistory filled = FilledHistory.of(history);
        int length = filled.length();
        int season = length >= JUDGED * 7 * filled.day() ? 7 * filled.day() : filled.day();
        double[] misses = IntStream.range(Math.max(0, length - JUDGED * season), length)
                .filter(t -> t >= season)
                .mapToDouble(t -> filled.at(t) - mean(filled, t, season))
                .toArray();
        Arrays.sort(misses);
        double wide = FilledHistory.quantile(misses, 0.9);
        double wider = FilledHistory.quantile(misses, 0.95);
        double[][] rows = new double[horizon][];
        for (int h = 0; h < horizon; h++) {
            double point = mean(filled, length + h % season, season);
            rows[h] = new double[] {point, point + wide, point + wider};
        }
        return rows;
    }

    /** Over the slots before {@code t} that the history holds; 0 when it holds none. */
    private static double mean(FilledHistory filled, int t, int season) {
        return IntStream.rangeClosed(1, SLOTS)
                .map(k -> t - k * season)
                .filter(slot -> slot >= 0)
                .mapToDouble(filled::at)
                .average()
                .orElse(0);
    }
}
