package io.predictivescaler.operator.reconcile;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.config.MaxMode;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.killswitch.SwitchPosition;
import io.predictivescaler.operator.scale.CpuTarget;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.Workload;
import io.predictivescaler.operator.spec.AllowedAddresses;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.operator.spec.SpecDefaults;
import io.predictivescaler.operator.spec.SpecOutcome;
import io.predictivescaler.operator.spec.SpecReader;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.MinReplicas;
import io.predictivescaler.planning.TargetBounds;
import io.predictivescaler.planning.trust.TrustGate;
import io.predictivescaler.planning.trust.TrustSettings;
import io.predictivescaler.planning.trust.WindowGrid;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * A target with bounds 2 to 40 in force whose demand is forecast by the hour from now, Tuesday 06:00 UTC, on; one replica carries 50.
 */
final class PreviewScene {
    static final Instant NOW = Instant.parse("2026-11-03T06:00:00Z");
    private static final ResourceKey KEY = new ResourceKey("shop", "checkout");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final String ENTRY = "demand";

    private PredictiveScaler scaler = OperatorFixture.scaler("checkout", "Enforce", "leadTime: {fixed: 5m}");
    private DoubleUnaryOperator demand = hour -> 80;
    private int floor = 2;
    private Optional<BoundsRecord> record = Optional.empty();
    private SwitchPosition killSwitch = new SwitchPosition.Off();

    static PreviewScene scene() {
        return new PreviewScene();
    }

    /** The mode, and more of the spec. */
    PreviewScene spec(String mode, String extra) {
        scaler = OperatorFixture.scaler("checkout", mode, extra);
        return this;
    }

    PreviewScene annotated(String key, String value) {
        scaler.getMetadata().setAnnotations(Map.of(key, value));
        return this;
    }

    /** At the planned percentile; three quarters of it at the median. */
    PreviewScene demand(DoubleUnaryOperator byHour) {
        demand = byHour;
        return this;
    }

    /** Raised by an operator, over the user's own floor of 2. */
    PreviewScene raisedTo(int raised) {
        floor = raised;
        record = Optional.of(new BoundsRecord(
                "target", "scaler", Baseline.of(2, 40), new Bounds(raised, 40), NOW.plus(Duration.ofHours(1))));
        return this;
    }

    PreviewScene killSwitch(SwitchPosition position) {
        killSwitch = position;
        return this;
    }

    /** What the look of now comes to, and the preview that follows from it. */
    record Seen(Deliberation now, Preview ahead) {}

    Seen seen() {
        ScalerSpec spec = ((SpecOutcome.Valid) SpecReader.read(
                        scaler,
                        new SpecDefaults(
                                new SpecDefaults.OwnAddress.At(URI.create("http://prometheus:9090")),
                                AllowedAddresses.none())))
                .spec();
        Target target = target(spec);
        BoundsReading reading = BoundsReading.of(record, target.bounds());
        ScalerMemory memory = ScalerMemory.startingAt(
                NOW, "scaler", new ScalerMemory.Holding.Nothing(), PredictiveScalerStatus.empty());
        Map<String, DemandState> states = Map.of(ENTRY, state(spec));
        Duration refresh = Duration.ofMinutes(1);
        Deliberation deliberation = Deliberation.of(
                new Deliberation.Setting(KEY, spec, MaxMode.Enforce, refresh),
                new Deliberation.Known(
                        NOW,
                        target,
                        reading,
                        Deliberation.remembered(memory, target, reading, NOW),
                        states,
                        Map.of(ENTRY, new CapacityState.Known(50, CapacityState.Source.Fixed, "")),
                        Duration.ofSeconds(375),
                        killSwitch));
        return new Seen(deliberation, Foresight.of(deliberation, spec, states, refresh));
    }

    private DemandState state(ScalerSpec spec) {
        double[] seen = new double[Math.toIntExact(Duration.ofDays(8).dividedBy(STEP))];
        Arrays.fill(seen, 1000);
        Instant start = NOW.minus(STEP.multipliedBy(seen.length));
        int steps = Math.toIntExact(spec.horizon().plus(spec.maxAge()).dividedBy(STEP)) + 1;
        double[][] rows = new double[steps][];
        Arrays.setAll(rows, step -> {
            double planned = demand.applyAsDouble(step / 12.0);
            return new double[] {0.75 * planned, planned};
        });
        TrustSettings settings = new TrustSettings(
                WindowGrid.covering(Duration.ofMinutes(20), STEP), spec.percentile(), Duration.ofDays(7), 0);
        return new DemandState(
                Series.of(start, STEP, seen),
                1000,
                new DemandState.Health.Available(NOW, List.of()),
                new DemandState.Model.Unfitted(),
                new DemandState.Outlook.Issued(
                        new QuantileForecast(NOW, STEP, List.of(QuantileLevel.P50, spec.percentile()), rows),
                        NOW,
                        NOW.plus(spec.maxAge())),
                new DemandState.Trust.Judged(TrustGate.unproven(settings)));
    }

    private Target target(ScalerSpec spec) {
        TargetBounds.Writer ours = new TargetBounds.Writer.Operator();
        return new Target(
                spec.target(),
                "1",
                new TargetBounds("target", new MinReplicas.Stated(floor), 40, ours, ours),
                record.<Target.Note>map(Target.Note.Written::new).orElseGet(Target.Note.None::new),
                floor,
                Target.ScaleDown.Allowed,
                new Target.Ownership.Own(),
                new Target.Heed.Always(),
                new Workload("apps/v1", "Deployment", "checkout"),
                new CpuTarget.None());
    }
}
