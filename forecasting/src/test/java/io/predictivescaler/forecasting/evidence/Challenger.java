package io.predictivescaler.forecasting.evidence;

import io.predictivescaler.forecasting.evaluation.Contender;
import io.predictivescaler.forecasting.model.Ridge;
import io.predictivescaler.forecasting.series.Series;
import java.util.Arrays;
import java.util.Map;

/**
 * A learned challenger: a ridge regression of what the blend missed, on calendar, levels and what the blend said, learnt at each origin from
 * the forecasts issued in the two weeks before whose outcomes are known. One regression for the first hour, one up to six hours, one for the rest.
 */
final class Challenger implements Contender {
    private static final int DAYS = 14;
    private static final double PENALTY = 0.05;
    private static final double LARGEST = 3;
    private static final double SMALLEST_LEVEL = 0.05;
    private static final double NEEDED = 0.97;
    private static final int POINTS = 24;

    /** When a correction is made. */
    enum Use {
        Always,
        /** Where it made the newest third of the outcomes at least 3 % better, learnt from the others. */
        Admitted
    }

    private final Issued issued;
    private final Use use;

    Challenger(Issued issued, Use use) {
        this.issued = issued;
        this.use = use;
    }

    @Override
    public double[][] forecast(Series history, int horizon) {
        int origin = issued.stepAt(history.end().getEpochSecond());
        double[][] rows =
                Arrays.stream(issued.rows().get(origin)).map(double[]::clone).toArray(double[][]::new);
        int[] ends = {Math.max(1, horizon / 24), Math.max(1, horizon / 4), horizon};
        int start = 0;
        for (int end : ends) {
            correct(rows, origin, start, end);
            start = end;
        }
        return rows;
    }

    private void correct(double[][] rows, int origin, int start, int end) {
        if (start == end || use == Use.Admitted && !helps(origin, start, end)) {
            return;
        }
        double[] learnt = learnt(origin - DAYS * issued.stepsPerDay(), origin, origin, start, end);
        double level = level(origin);
        for (int h = start; h < end; h++) {
            double correction = level * correction(learnt, features(origin, h, rows[h][0], level));
            for (int l = 0; l < rows[h].length; l++) {
                rows[h][l] += correction;
            }
        }
    }

    private static double correction(double[] learnt, double[] features) {
        double sum = 0;
        for (int i = 0; i < learnt.length; i++) {
            sum += learnt[i] * features[i];
        }
        return Math.clamp(sum, -LARGEST, LARGEST);
    }

    private boolean helps(int origin, int start, int end) {
        int older = origin - DAYS * issued.stepsPerDay();
        int newer = origin - DAYS * issued.stepsPerDay() / 3;
        double[] learnt = learnt(older, newer, newer, start, end);
        double plain = 0;
        double corrected = 0;
        for (Map.Entry<Integer, double[][]> one :
                issued.rows().subMap(newer, origin).entrySet()) {
            int from = one.getKey();
            double level = level(from);
            for (int h = start; h < end && from + h < origin; h += stride(start, end)) {
                double point = one.getValue()[h][0];
                double miss = issued.value(from + h) - point;
                if (!Double.isNaN(miss)) {
                    plain += Math.abs(miss);
                    corrected += Math.abs(miss - level * correction(learnt, features(from, h, point, level)));
                }
            }
        }
        return corrected < NEEDED * plain;
    }

    /** From forecasts issued at {@code older … newer − 1}, as far as known at {@code now}. */
    private double[] learnt(int older, int newer, int now, int start, int end) {
        double[] example = features(now, start, 0, 1);
        Ridge ridge = new Ridge(example.length);
        for (Map.Entry<Integer, double[][]> one :
                issued.rows().subMap(older, newer).entrySet()) {
            int from = one.getKey();
            double level = level(from);
            for (int h = start; h < end && from + h < now; h += stride(start, end)) {
                double point = one.getValue()[h][0];
                double miss = (issued.value(from + h) - point) / level;
                if (!Double.isNaN(miss)) {
                    ridge.add(features(from, h, point, level), Math.clamp(miss, -LARGEST, LARGEST));
                }
            }
        }
        return ridge.coefficients(PENALTY);
    }

    private static int stride(int start, int end) {
        return Math.max(1, (end - start) / POINTS);
    }

    /** The mean of the last week, but not much less than that of the weeks before. */
    private double level(int origin) {
        int day = issued.stepsPerDay();
        double week = issued.mean(origin - 7 * day, origin);
        double month = issued.mean(origin - 28 * day, origin);
        double level = Math.max(Double.isNaN(week) ? 0 : week, SMALLEST_LEVEL * (Double.isNaN(month) ? 0 : month));
        return level > 0 ? level : 1;
    }

    private double[] features(int origin, int h, double point, double level) {
        int day = issued.stepsPerDay();
        int t = origin + h;
        double yesterday = or(issued.value(t - day), point);
        double lastHour = or(issued.mean(origin - Math.max(1, day / 24), origin), point);
        double lastDay = or(issued.mean(origin - day, origin), point);
        double turn = 2 * Math.PI * issued.timeOfDay(t);
        return new double[] {
            1,
            point / level,
            (yesterday - point) / level,
            (or(issued.value(t - 7 * day), yesterday) - point) / level,
            (lastHour - point) / level,
            (lastHour - or(issued.mean(origin - day - Math.max(1, day / 24), origin - day), lastHour)) / level,
            lastDay / level,
            Math.sin(turn),
            Math.cos(turn),
            Math.sin(2 * turn),
            Math.cos(2 * turn),
            issued.isWeekend(t) ? 1 : 0
        };
    }

    private static double or(double value, double otherwise) {
        return Double.isNaN(value) ? otherwise : value;
    }
}
