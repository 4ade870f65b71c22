package io.predictivescaler.operator.metrics;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.DoublePredicate;

/**
 * What one range query answered: the labels of its first series, how many there are, and the samples of the first.
 *
 * @param labels of the series that were looked at, in the order of the answer, possibly fewer than {@code count}
 * @param count of series
 * @param complete whether {@code count} is all of them
 * @param samples of the first series
 * @param warnings how many Prometheus gave with its answer
 */
record Matrix(List<Map<String, String>> labels, int count, boolean complete, Samples samples, int warnings) {
    Matrix {
        labels = List.copyOf(labels);
    }

    /** The names of labels whose values, or presence, are not the same in all of {@code series}. */
    static List<String> differing(List<Map<String, String>> series) {
        SortedSet<String> names = new TreeSet<>();
        series.forEach(labels -> names.addAll(labels.keySet()));
        names.removeIf(name -> series.stream()
                        .map(labels -> labels.getOrDefault(name, ""))
                        .distinct()
                        .count()
                == 1);
        return List.copyOf(names);
    }

    /** Values on a grid of steps, of which each has been sampled or not; a sample may be NaN or infinite. */
    static final class Samples {
        private final double[] values;
        private final BitSet sampled = new BitSet();

        Samples(int steps) {
            this.values = new double[steps];
        }

        void set(int step, double value) {
            values[step] = value;
            sampled.set(step);
        }

        int length() {
            return values.length;
        }

        double at(int step) {
            return values[step];
        }

        /** The first step from {@code step} on that has a sample, or −1. */
        int next(int step) {
            return sampled.nextSetBit(step);
        }

        int count() {
            return sampled.cardinality();
        }

        /** The highest sample that is a number, 0 when there is none above it. */
        double highest() {
            return sampled.stream()
                    .mapToDouble(this::at)
                    .filter(value -> value > 0)
                    .max()
                    .orElse(0);
        }

        /** The steps whose sample is as {@code wanted}. */
        BitSet where(DoublePredicate wanted) {
            BitSet steps = new BitSet();
            sampled.stream().filter(step -> wanted.test(at(step))).forEach(steps::set);
            return steps;
        }

        /** Takes what {@code chunk} holds, its first step being step {@code offset} here. */
        void take(Samples chunk, int offset) {
            for (int i = chunk.next(0); i >= 0; i = chunk.next(i + 1)) {
                set(offset + i, chunk.at(i));
            }
        }
    }
}
