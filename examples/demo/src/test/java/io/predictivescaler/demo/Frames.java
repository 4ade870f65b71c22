package io.predictivescaler.demo;

import io.predictivescaler.planning.Bounds;
import io.predictivescaler.simulation.Moment;
import io.predictivescaler.simulation.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Frames of a run of 2026-03-05 for the tests of the views. */
final class Frames {
    static final Instant START = Instant.parse("2026-03-05T00:00:00Z");
    static final ScalerReport REPORT = new ScalerReport(
            List.of(new ScalerReport.Point(START, 9), new ScalerReport.Point(START.plus(Duration.ofHours(1)), 33)),
            "ForecastRaise: P90 demand of 431 req/s at 08:40 needs 9 replicas",
            List.of("checkout", "checkout", "Enforce", "9", "80", "2026-03-05T12:05:00Z", "33", "Unknown", "True"));

    private Frames() {}

    /** The step that ends after {@code lived}: 500 req/s, floor 12, 11 pods with the operator and 7 without, which is short. */
    static Frame after(Duration lived) {
        return new Frame(
                lived,
                new Bounds(12, 80),
                new Frame.Side(moment(lived, 11, Moment.Supply.Enough), scores(lived, Duration.ZERO)),
                new Frame.Side(moment(lived, 7, Moment.Supply.Short), scores(lived, lived)));
    }

    private static Moment moment(Duration lived, int ready, Moment.Supply supply) {
        Duration step = Duration.ofSeconds(15);
        return new Moment(START.plus(lived).minus(step), step, 500, ready, ready, ready, ready, 0, 10, supply);
    }

    private static Scores scores(Duration lived, Duration shortTime) {
        return new Scores(shortTime, lived, 7, 0, 0, 0);
    }
}
