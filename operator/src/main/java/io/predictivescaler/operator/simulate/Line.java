package io.predictivescaler.operator.simulate;

import java.util.Arrays;

/** Values on an even grid of time; NaN where there is none. */
public final class Line {
    private final double[] values;

    private Line(double[] values) {
        this.values = values;
    }

    public static Line of(double... values) {
        return new Line(values.clone());
    }

    public int length() {
        return values.length;
    }

    public double at(int index) {
        return values[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Line that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Line of " + values.length + " values";
    }

    /** A line in the making: each place adds up what falls into it, from 0. */
    static final class Sum {
        private final double[] values;

        Sum(int length) {
            this.values = new double[length];
        }

        void add(int index, double value) {
            if (index >= 0 && index < values.length) {
                values[index] += value;
            }
        }

        Line line() {
            return new Line(values.clone());
        }
    }

    /** A line in the making: each place keeps the largest, or the smallest, of what falls into it. */
    static final class Extreme {
        private final double[] values;
        private final boolean largest;

        Extreme(int length, boolean largest) {
            this.values = new double[length];
            this.largest = largest;
            Arrays.fill(values, Double.NaN);
        }

        void put(int index, double value) {
            if (index < 0 || index >= values.length) {
                return;
            }
            double standing = values[index];
            boolean further = largest ? value > standing : value < standing;
            if (Double.isNaN(standing) || further) {
                values[index] = value;
            }
        }

        Line line() {
            return new Line(values.clone());
        }
    }
}
