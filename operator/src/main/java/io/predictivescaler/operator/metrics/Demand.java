package io.predictivescaler.operator.metrics;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.metrics.FetchOutcome.Fetched;
import io.predictivescaler.operator.metrics.FetchOutcome.ManySeries;
import io.predictivescaler.operator.metrics.FetchOutcome.NegativeDemand;
import io.predictivescaler.operator.metrics.FetchOutcome.NoSeries;
import io.predictivescaler.operator.metrics.FetchOutcome.NotFinite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The demand that the chunks of one range query add up to. NaN is a gap: it is what PromQL gives for nothing divided by nothing.
 * An infinite sample refuses the whole, since it shows a mistake in the query that, once mended, mends the past too. A value under
 * zero by no more than rounding noise is zero; anything lower refuses the whole: a clamp would hide that the query measures
 * something else than demand, most often a counter without {@code rate}.
 */
final class Demand {
    /** Rounding noise, as a share of the highest sample; sums of floats lose far less. */
    private static final double NOISE = 1e-6;

    private static final double LEAST_NOISE = 1e-9;

    private final RangeQuery query;
    private final Matrix.Samples samples;
    private final List<Map<String, String>> series = new ArrayList<>();
    private int warnings;

    Demand(RangeQuery query) {
        this.query = query;
        this.samples = new Matrix.Samples(query.steps());
    }

    /** Takes the answer to one chunk; what it returns refuses the whole. */
    Optional<FetchOutcome.Failed> take(Matrix matrix, RangeQuery chunk) {
        warnings += matrix.warnings();
        if (matrix.count() > 1) {
            return Optional.of(new ManySeries(matrix.count(), matrix.complete(), Matrix.differing(matrix.labels())));
        }
        series.addAll(matrix.labels());
        List<String> differing = Matrix.differing(series);
        if (!differing.isEmpty()) {
            // One after the other, as when a pod is replaced: each chunk has one, the whole has several.
            return Optional.of(new ManySeries(2, false, differing));
        }
        if (series.size() > 1) {
            series.removeLast();
        }
        long offset = (chunk.from().toEpochMilli() - query.from().toEpochMilli())
                / query.step().toMillis();
        samples.take(matrix.samples(), Math.toIntExact(offset));
        return Optional.empty();
    }

    FetchOutcome outcome() {
        if (samples.count() == 0) {
            return new NoSeries(query.from(), query.to());
        }
        BitSet nan = samples.where(Double::isNaN);
        // A series holds floats, so what overflows one is infinite to it.
        BitSet infinite = samples.where(value -> Math.abs(value) > Float.MAX_VALUE);
        BitSet notFinite = infinite.isEmpty() ? nan : infinite;
        if (!infinite.isEmpty() || nan.cardinality() == samples.count()) {
            return new NotFinite(notFinite.cardinality(), timeOf(notFinite.nextSetBit(0)));
        }
        double noise = Math.max(LEAST_NOISE, NOISE * samples.highest());
        BitSet negative = samples.where(value -> value < -noise);
        if (!negative.isEmpty()) {
            return new NegativeDemand(negative.cardinality(), timeOf(negative.nextSetBit(0)));
        }
        return new Fetched(series(nan), notes(nan.cardinality()));
    }

    private Series series(BitSet nan) {
        double[] values = new double[samples.length()];
        BitSet missing = new BitSet();
        missing.set(0, values.length);
        for (int i = samples.next(0); i >= 0; i = samples.next(i + 1)) {
            values[i] = Math.max(0, samples.at(i));
            missing.set(i, nan.get(i));
        }
        return Series.of(query.from(), query.step(), values, missing);
    }

    private List<String> notes(int nan) {
        List<String> notes = new ArrayList<>();
        if (nan > 0) {
            notes.add("the query gives " + Wording.counted(nan, "sample") + " that "
                    + (nan == 1 ? "is not a number and counts" : "are not numbers and count") + " as missing");
        }
        if (warnings > 0) {
            // Their text may name what the user may not know of, such as the stores behind a query front end.
            notes.add("Prometheus answered with " + Wording.counted(warnings, "warning")
                    + ", so demand may be incomplete: run the query in its own web page to read them");
        }
        return notes;
    }

    private Instant timeOf(int step) {
        return query.from().plus(query.step().multipliedBy(step + 1));
    }
}
