package io.predictivescaler.operator.testkit;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.simulate.Experiment;
import io.predictivescaler.operator.simulate.Findings;
import io.predictivescaler.operator.simulate.Line;
import io.predictivescaler.operator.simulate.Move;
import io.predictivescaler.operator.simulate.Strategy;
import io.predictivescaler.operator.simulate.Timeline;
import io.predictivescaler.operator.spec.AllowedAddresses;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.operator.spec.SpecDefaults;
import io.predictivescaler.operator.spec.SpecOutcome;
import io.predictivescaler.operator.spec.SpecReader;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.LimitedBy;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.Reason;
import io.predictivescaler.simulation.DemandCurve;
import io.predictivescaler.simulation.Elasticity;
import io.predictivescaler.simulation.HpaSettings;
import io.predictivescaler.simulation.Run;
import io.predictivescaler.simulation.Scores;
import io.predictivescaler.simulation.StartUp;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Findings that nobody simulated: three days in Berlin, from Monday 4 May 2026 on, with the numbers that a test asks for. They are as
 * long as a simulation's but need none of its time.
 */
public record SomeFindings(
        long seed,
        List<Integer> shortAlone,
        List<Integer> shortWith,
        int moves,
        String message,
        boolean swept,
        Map<Reason, Integer> looks) {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate MONDAY = LocalDate.of(2026, 5, 4);
    private static final Instant START = MONDAY.atStartOfDay(BERLIN).toInstant();
    private static final int DAYS = 3;
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int PLACES = DAYS * 288;
    private static final double PER_REPLICA = 50;

    /** The HPA alone is short for 121 minutes, 7 and 100 of them on Monday and Tuesday; the operator for 14, on Tuesday. */
    public static SomeFindings seeded(long seed) {
        return new SomeFindings(
                seed,
                List.of(7, 100, 14),
                List.of(0, 14, 0),
                30,
                "P90 of demand needs 7 replicas",
                false,
                Map.of(Reason.ForecastKeep, DAYS * 1440));
    }

    /** With so many minutes short on each of the three days. */
    public SomeFindings withShort(List<Integer> alone, List<Integer> with) {
        return new SomeFindings(seed, alone, with, moves, message, swept, looks);
    }

    public SomeFindings withMoves(int count) {
        return new SomeFindings(seed, shortAlone, shortWith, count, message, swept, looks);
    }

    /** What each move says of itself. */
    public SomeFindings withMessage(String said) {
        return new SomeFindings(seed, shortAlone, shortWith, moves, said, swept, looks);
    }

    public SomeFindings withLooks(Map<Reason, Integer> counted) {
        return new SomeFindings(seed, shortAlone, shortWith, moves, message, swept, counted);
    }

    /** With a frontier over percentiles at the autoscaler's own target, 70 %, and at 80 %. */
    public SomeFindings withFrontier() {
        return new SomeFindings(seed, shortAlone, shortWith, moves, message, true, looks);
    }

    public Findings findings() {
        Map<Strategy, Run> runs = new EnumMap<>(Strategy.class);
        runs.put(Strategy.HPA, run(shortAlone, 400));
        runs.put(Strategy.PREDICTIVE, run(shortWith, 444));
        runs.put(Strategy.LAST_WEEK, run(List.of(5, 20, 30), 480));
        runs.put(Strategy.STATIC_MAX, run(List.of(0, 0, 0), 1440));
        runs.put(Strategy.ORACLE, run(List.of(0, 0, 0), 320));
        List<Findings.Point> frontier = new ArrayList<>();
        if (swept) {
            frontier.add(new Findings.Point(70, QuantileLevel.P50, run(List.of(3, 50, 2), 405)));
            frontier.add(new Findings.Point(70, QuantileLevel.P90, run(shortWith, 444)));
            frontier.add(new Findings.Point(70, QuantileLevel.P99, run(List.of(0, 1, 0), 520)));
            frontier.add(new Findings.Point(80, QuantileLevel.P50, run(List.of(9, 90, 9), 370)));
            frontier.add(new Findings.Point(80, QuantileLevel.P90, run(List.of(0, 30, 0), 404)));
        }
        return new Findings(experiment(), runs, moved(), looks, frontier, timeline());
    }

    private Experiment experiment() {
        double[] values = IntStream.range(0, 14 * 288).mapToDouble(this::demand).toArray();
        return new Experiment(
                new DemandCurve(START.minus(Duration.ofDays(11)), STEP, values, new BitSet()),
                START,
                START.plus(Duration.ofDays(DAYS)),
                new ResourceKey("shop", "checkout"),
                spec(),
                PER_REPLICA,
                HpaSettings.targeting(70),
                Baseline.of(2, 80),
                StartUp.fixed(Duration.ofMinutes(3)),
                Duration.ofMinutes(3),
                Duration.ofSeconds(30));
    }

    private static ScalerSpec spec() {
        PredictiveScaler resource = Serialization.unmarshal("""
                apiVersion: predictivescaler.io/v1alpha1
                kind: PredictiveScaler
                metadata: {name: checkout, namespace: shop}
                spec:
                  targetRef: {name: checkout}
                  mode: Enforce
                  timeZone: Europe/Berlin
                  demand:
                    - query: sum(rate(http_requests_total{app="checkout"}[5m]))
                      capacityPerReplica: {fixed: 50}
                  forecast: {percentile: 90}
                  leadTime: {fixed: 180s}
                """, PredictiveScaler.class);
        SpecDefaults defaults = new SpecDefaults(
                new SpecDefaults.OwnAddress.At(URI.create("http://prometheus:9090")), AllowedAddresses.none());
        return ((SpecOutcome.Valid) SpecReader.read(resource, defaults)).spec();
    }

    /** Seeded noise upon a day's wave. */
    private double demand(int place) {
        double noise = new SplittableRandom(seed * 31 + place).nextDouble(-40, 40);
        return 400 - 300 * Math.cos(2 * Math.PI * (place % 288) / 288) + noise;
    }

    private static Run run(List<Integer> minutes, double hours) {
        List<Run.Day> days = new ArrayList<>();
        Scores sum = Scores.none();
        for (int i = 0; i < DAYS; i++) {
            Scores day = new Scores(
                    Duration.ofMinutes(minutes.get(i)),
                    Duration.ofDays(1),
                    hours / DAYS,
                    60 * hours / DAYS / 4,
                    40,
                    12);
            days.add(new Run.Day(MONDAY.plusDays(i), day));
            sum = sum.plus(day);
        }
        return new Run(BERLIN, sum, new Elasticity(10, 20, 30, 40, 50, 1000, 10, 5, 6), days);
    }

    private List<Move> moved() {
        return IntStream.range(0, moves)
                .mapToObj(i -> new Move(
                        START.plus(Duration.ofMinutes(30L * i)),
                        new Bounds(i % 2 == 0 ? 2 : 7, 80),
                        new Bounds(i % 2 == 0 ? 7 : 2, 80),
                        new Plan.Decision(
                                i % 2 == 0 ? Reason.ForecastRaise : Reason.ForecastRelease,
                                LimitedBy.None,
                                7,
                                message,
                                Optional.empty())))
                .toList();
    }

    private Timeline timeline() {
        Map<Strategy, Line> capacity = new EnumMap<>(Strategy.class);
        Map<Strategy, Line> shortMinutes = new EnumMap<>(Strategy.class);
        for (Strategy strategy : Strategy.values()) {
            int late = strategy == Strategy.HPA ? 6 : 0;
            capacity.put(strategy, line(i -> PER_REPLICA * Math.ceil(demand(Math.max(0, i - late)) / PER_REPLICA + 1)));
            shortMinutes.put(strategy, line(i -> strategy == Strategy.HPA && i % 288 > 90 && i % 288 < 105 ? 5 : 0));
        }
        return new Timeline(
                START,
                STEP,
                line(this::demand),
                line(i -> i < 60 ? Double.NaN : demand(i) * 0.95),
                line(i -> i < 60 ? Double.NaN : demand(i) * 1.15),
                line(i -> Math.ceil(demand(i) * 1.15 / PER_REPLICA)),
                capacity,
                shortMinutes);
    }

    private static Line line(IntToDoubleFunction value) {
        return Line.of(IntStream.range(0, PLACES).mapToDouble(value).toArray());
    }
}
