package io.predictivescaler.operator.simulate;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.spec.AllowedAddresses;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.operator.spec.SpecDefaults;
import io.predictivescaler.operator.spec.SpecOutcome;
import io.predictivescaler.operator.spec.SpecReader;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.simulation.DemandCurve;
import io.predictivescaler.simulation.HpaSettings;
import io.predictivescaler.simulation.StartUp;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/** Experiments with seeded demand: a workload of up to 40 replicas that carry 50 each. */
final class Experiments {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    static final double PER_REPLICA = 50;

    private static final int MINUTES_OF_A_DAY = 1440;
    private static final Duration START_UP = Duration.ofMinutes(3);

    private Experiments() {}

    /** Two weeks of a steep morning, noon and a calm night each day, the last three days replayed. */
    static Experiment ofADailyRamp(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return of(
                minutes(14, minute -> ramp(minute % MINUTES_OF_A_DAY) * (1 + 0.03 * random.nextDouble(-1, 1))), 3, "");
    }

    /** Two weeks in which nothing tells what comes next. */
    static Experiment ofNoise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] level = {1000};
        return of(
                minutes(14, minute -> {
                    level[0] = Math.clamp(level[0] * Math.exp(0.03 * random.nextDouble(-1, 1)), 200, 1900);
                    return level[0];
                }),
                3,
                "");
    }

    static Experiment of(DemandCurve curve, int days, String more) {
        Instant end = curve.end();
        return new Experiment(
                curve,
                end.minus(Duration.ofDays(days)),
                end,
                new ResourceKey("shop", "checkout"),
                spec(more),
                PER_REPLICA,
                HpaSettings.targeting(70),
                Baseline.of(2, 80),
                StartUp.fixed(START_UP),
                START_UP,
                Duration.ofSeconds(30));
    }

    static DemandCurve minutes(int days, IntToDoubleFunction demand) {
        double[] values = new double[days * MINUTES_OF_A_DAY];
        for (int i = 0; i < values.length; i++) {
            values[i] = demand.applyAsDouble(i);
        }
        return new DemandCurve(START, Duration.ofMinutes(1), values, new BitSet());
    }

    /** @param more of the spec, indented by two */
    static ScalerSpec spec(String more) {
        PredictiveScaler scaler = Serialization.unmarshal("""
                apiVersion: predictivescaler.io/v1alpha1
                kind: PredictiveScaler
                metadata: {name: checkout, namespace: shop}
                spec:
                  targetRef: {name: checkout}
                  mode: Enforce
                  demand:
                  - query: sum(rate(http_requests_total[5m]))
                    unit: req/s
                    capacityPerReplica: {fixed: 50}
                  leadTime: {fixed: 3m}
                """ + more, PredictiveScaler.class);
        SpecOutcome outcome = SpecReader.read(
                scaler,
                new SpecDefaults(
                        new SpecDefaults.OwnAddress.At(URI.create("http://prometheus:9090")), AllowedAddresses.none()));
        return ((SpecOutcome.Valid) outcome).spec();
    }

    /** Up from 200 to 1,600 between eight and half past, 1,900 at noon, down again in the evening. */
    private static double ramp(int minute) {
        double morning = 1400 / (1 + Math.exp(-(minute - 495) / 6.0));
        double noon = 300 * Math.exp(-Math.pow((minute - 720) / 40.0, 2));
        double evening = 1400 / (1 + Math.exp(-(minute - 1230) / 30.0));
        return 200 + morning + noon - evening;
    }
}
