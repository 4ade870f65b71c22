package io.predictivescaler.operator.benefit;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.forecasting.Accuracy;
import io.predictivescaler.forecasting.FittedForecaster;
import io.predictivescaler.forecasting.Predictability;
import io.predictivescaler.forecasting.quantile.MinuteNoise;
import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.demand.DemandState.Health;
import io.predictivescaler.operator.demand.DemandState.Model;
import io.predictivescaler.operator.demand.DemandState.Outlook;
import io.predictivescaler.operator.demand.DemandState.Trust;
import io.predictivescaler.operator.scale.CpuTarget;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.Workload;
import io.predictivescaler.operator.spec.AllowedAddresses;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.operator.spec.SpecDefaults;
import io.predictivescaler.operator.spec.SpecOutcome;
import io.predictivescaler.operator.spec.SpecReader;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.MinReplicas;
import io.predictivescaler.planning.TargetBounds;
import io.predictivescaler.planning.leadtime.LeadTime;
import io.predictivescaler.planning.trust.TrustGate;
import io.predictivescaler.planning.trust.TrustSettings;
import io.predictivescaler.planning.trust.WindowGrid;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a look knows of shop/checkout: ten days of demand every five minutes, forecast, judged, 50 a replica. */
final class Situations {
    static final ResourceKey KEY = new ResourceKey("shop", "checkout");
    static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
    static final Duration STEP = Duration.ofMinutes(5);
    static final CapacityState FIFTY =
            new CapacityState.Known(50, new CapacityState.TargetUtilization.At(70), CapacityState.Source.Fixed, "");
    static final Model FITTED = new Model.Fitted(new Unasked(), START);
    static final Trust JUDGED = new Trust.Judged(TrustGate.unproven(trustSettings()));
    static final Trust UNJUDGED = new Trust.Unjudged(trustSettings());

    private Situations() {}

    private static TrustSettings trustSettings() {
        return new TrustSettings(new WindowGrid(Duration.ofMinutes(15)), QuantileLevel.P90, Duration.ofDays(7), 0);
    }

    static Situation complete() {
        return of(state(days(10)));
    }

    static Situation of(DemandState state) {
        return of("", Map.of("demand", state), Map.of("demand", FIFTY));
    }

    /** @param more of the spec, indented by two */
    static Situation of(String more, Map<String, DemandState> states, Map<String, CapacityState> capacities) {
        return new Situation(
                KEY,
                spec(more),
                target(new CpuTarget.Percent(70, new CpuTarget.Containers.All())),
                Baseline.of(2, 40),
                states,
                capacities,
                LeadTime.fixed(Duration.ofMinutes(3), Duration.ofSeconds(75)));
    }

    static DemandState state(Series history) {
        return state(history, FITTED, JUDGED);
    }

    static DemandState state(Series history, Model model, Trust trust) {
        return new DemandState(
                history,
                0,
                new Health.Available(history.end(), List.of()),
                model,
                new Outlook.None(),
                trust,
                MinuteNoise.NONE);
    }

    static Series days(double days) {
        double[] values = new double[(int) (days * 288)];
        Arrays.fill(values, 100);
        return Series.of(START, STEP, values);
    }

    /** Nothing was measured in the last hours of so many days. */
    static Series withoutTheMiddleOf(int days, Duration missing) {
        BitSet steps = new BitSet();
        int last = days * 288 - 1;
        steps.set(last - Math.toIntExact(missing.dividedBy(STEP)), last);
        return days(days).withMissing(steps);
    }

    static Target target(CpuTarget cpu) {
        TargetBounds.Writer user = new TargetBounds.Writer.Unknown();
        return new Target(
                spec("").target(),
                "1",
                new TargetBounds("uid", new MinReplicas.Stated(2), 40, user, user),
                new Target.Note.None(),
                2,
                Target.ScaleDown.Allowed,
                new Target.Ownership.Own(),
                new Target.Heed.Always(),
                new Workload("apps/v1", "Deployment", "checkout"),
                cpu);
    }

    static ScalerSpec spec(String more) {
        PredictiveScaler scaler = Serialization.unmarshal("""
                apiVersion: predictivescaler.io/v1alpha1
                kind: PredictiveScaler
                metadata: {name: checkout, namespace: shop}
                spec:
                  targetRef: {name: checkout}
                  demand:
                  - query: sum(rate(http_requests_total[5m]))
                    capacityPerReplica: {fixed: 50}
                """ + more, PredictiveScaler.class);
        return ((SpecOutcome.Valid) SpecReader.read(
                        scaler,
                        new SpecDefaults(
                                new SpecDefaults.OwnAddress.At(URI.create("http://prometheus:9090")),
                                AllowedAddresses.none())))
                .spec();
    }

    /** A fit that nobody needs to ask. */
    private record Unasked() implements FittedForecaster {
        @Override
        public QuantileForecast forecast(int horizon) {
            throw new AssertionError();
        }

        @Override
        public FittedForecaster updatedTo(Series history) {
            throw new AssertionError();
        }

        @Override
        public String model() {
            throw new AssertionError();
        }

        @Override
        public List<Duration> seasons() {
            throw new AssertionError();
        }

        @Override
        public Predictability predictability(Duration leadTime) {
            throw new AssertionError();
        }

        @Override
        public FittedForecaster succeeding(FittedForecaster earlier) {
            throw new AssertionError();
        }

        @Override
        public Optional<Accuracy> accuracy() {
            throw new AssertionError();
        }
    }
}
