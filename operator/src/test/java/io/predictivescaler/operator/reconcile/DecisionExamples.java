package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.reconcile.ExampleScene.NOW;
import static io.predictivescaler.operator.reconcile.ExampleScene.scene;

import io.predictivescaler.operator.killswitch.SwitchPosition;
import io.predictivescaler.operator.killswitch.Switches;
import io.predictivescaler.operator.metrics.FetchOutcome;
import io.predictivescaler.operator.scale.CpuTarget;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.operator.scale.Workload;
import io.predictivescaler.operator.spec.AllowedAddresses;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.operator.spec.SpecDefaults;
import io.predictivescaler.operator.spec.SpecOutcome;
import io.predictivescaler.operator.spec.SpecReader;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.DemandOutlook;
import io.predictivescaler.planning.LimitedBy;
import io.predictivescaler.planning.MinReplicas;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.Posture;
import io.predictivescaler.planning.Reason;
import io.predictivescaler.planning.TargetBounds;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Small situations, at least one for every reason and every limit: what the product says of them stands in docs/decisions.md. */
final class DecisionExamples {
    private DecisionExamples() {}

    /** A new reason does not compile before it has an example here. */
    static List<Plan> of(Reason reason) {
        return plans(
                switch (reason) {
                    case ForecastRaise -> List.of(scene().demand(minute -> minute < 4 ? 95 : 431));
                    case ForecastKeep ->
                        List.of(
                                scene().floor(9).demand(431),
                                scene().floor(10)
                                        .lastRaise(Duration.ofMinutes(12))
                                        .demand(431));
                    case ReleaseHeld ->
                        List.of(
                                scene().floor(10).demand(minute -> minute < 12 ? 420 : 640),
                                scene().floor(20)
                                        .lastRelease(Duration.ofMinutes(1))
                                        .demand(431),
                                scene().floor(20).demand(8, minute -> 431));
                    case ForecastRelease -> List.of(scene().floor(20).demand(431));
                    case BaselineSuffices -> List.of(scene().demand(75));
                    case CalendarRaise -> List.of(scene().calendar("mornings", 4, 124, 1, 10));
                    case CalendarKeep -> List.of(scene().floor(10).calendar("mornings", -30, 90, 1, 10));
                    case CalendarRelease -> List.of(scene().floor(10).calendar("mornings", 240, 360, 1, 10));
                    case AwaitingDemand ->
                        List.of(scene().floor(9).silent(unreachable(), NOW.plus(Duration.ofMinutes(47))));
                    case NoOpinion -> List.of(scene().floor(9).silent(unreachable(), NOW));
                    case Distrusted ->
                        List.of(
                                scene().floor(9).outlook(distrusted(broken(), NOW)),
                                scene().floor(9).outlook(distrusted(broken(), NOW.plus(Duration.ofHours(2)))),
                                scene().outlook(distrusted(withoutSkill(), NOW)));
                    case BudgetReached ->
                        List.of(
                                scene().budget(60, Duration.ofHours(60)).demand(431),
                                scene().floor(9)
                                        .budget(60, Duration.ofHours(60))
                                        .demand(431));
                    case Paused ->
                        List.of(scene().floor(9)
                                .posture(new Posture.Paused(NOW.plus(Duration.ofHours(4))))
                                .demand(431));
                    case Observing -> List.of(scene().floor(9).posture(new Posture.LettingGo()));
                    case KillSwitchFreeze -> switched(Switches.saying("Freeze"));
                    case KillSwitchRelease -> switched(Switches.saying("Release"));
                    case KillSwitchRestore -> switched(Switches.saying("Restore"));
                    case KillSwitchUnread -> switched(Switches.unread("the API server says 403"));
                    case BoundsEqual -> List.of(scene().equalBounds().posture(posture(Baseline.of(40, 40), target(5))));
                    case ScaledToZero ->
                        List.of(
                                scene().posture(posture(Baseline.of(2, 40), target(0))),
                                scene().posture(posture(Baseline.of(2, 40), scaledObject(new Target.Heed.Always()))));
                    case ScaleDownDisabled -> List.of(scene().posture(posture(Baseline.of(2, 40), withoutScaleDown())));
                    case TargetPaused ->
                        List.of(scene().floor(9)
                                .posture(posture(
                                        Baseline.of(2, 40),
                                        scaledObject(new Target.Heed.Paused("autoscaling.keda.sh/paused")))));
                });
    }

    /** A new limit does not compile before it has an example here, or is said to have none. */
    static List<Plan> of(LimitedBy limit) {
        return plans(
                switch (limit) {
                    case MinHighest -> List.of(scene().highest(15).demand(1020));
                    case MaxReplicas ->
                        List.of(scene().demand(2720), scene().floor(9).demand(minute -> minute < 60 ? 431 : 2720));
                    case SeenDemand -> List.of(scene().seen(400).demand(1020));
                    case RaiseStep ->
                        List.of(scene().floor(5)
                                .raisingBy(100, Duration.ofMinutes(1))
                                .demand(1020));
                    case ReleaseStep -> List.of(scene().floor(20).demand(431));
                    case Budget ->
                        List.of(scene().budget(60, Duration.ofHours(58)).demand(431));
                    case None -> List.of();
                });
    }

    private static List<Plan> plans(List<ExampleScene> scenes) {
        return scenes.stream().map(ExampleScene::plan).toList();
    }

    private static List<ExampleScene> switched(SwitchPosition position) {
        SwitchPosition.On on = (SwitchPosition.On) position;
        return List.of(scene().floor(9)
                .posture(new Posture.Switched(on.order(), on.clause()))
                .demand(431));
    }

    private static String unreachable() {
        return new FetchOutcome.Unreachable(
                        "prometheus.monitoring:9090",
                        "connection refused: check the url's port, and that Prometheus runs")
                .message();
    }

    private static DemandOutlook distrusted(String why, Instant heldUntil) {
        return new DemandOutlook.Distrusted("requests", why, heldUntil);
    }

    private static String broken() {
        return "3 windows of 20m in a row came outside P01 to P99, the last with a peak of 134 where 392 to 468 was forecast";
    }

    private static String withoutSkill() {
        return "skill -12% [-20% to -3%] over 7 days against the same time last week, 61% of peaks at or under P90,"
                + " needs more than 0%";
    }

    private static Posture posture(Baseline baseline, Target target) {
        return Postures.of(Switches.off(), spec(), new Look.Mandate.Enforce(), target, baseline, NOW);
    }

    private static ScalerSpec spec() {
        return ((SpecOutcome.Valid) SpecReader.read(
                        OperatorFixture.scaler(OperatorFixture.NAME, "Enforce", ""),
                        new SpecDefaults(
                                new SpecDefaults.OwnAddress.At(URI.create("http://prometheus.monitoring:9090")),
                                AllowedAddresses.none())))
                .spec();
    }

    private static Target target(int replicas) {
        return target(TargetKind.HorizontalPodAutoscaler, replicas, Target.ScaleDown.Allowed, new Target.Heed.Always());
    }

    private static Target withoutScaleDown() {
        return target(TargetKind.HorizontalPodAutoscaler, 5, Target.ScaleDown.Disabled, new Target.Heed.Always());
    }

    private static Target scaledObject(Target.Heed heed) {
        return target(TargetKind.ScaledObject, 0, Target.ScaleDown.Allowed, heed);
    }

    private static Target target(TargetKind kind, int replicas, Target.ScaleDown scaleDown, Target.Heed heed) {
        return new Target(
                TargetKey.of(kind, OperatorFixture.NAMESPACE, OperatorFixture.NAME),
                "1",
                new TargetBounds(
                        "uid",
                        new MinReplicas.Stated(2),
                        40,
                        new TargetBounds.Writer.Unknown(),
                        new TargetBounds.Writer.Unknown()),
                new Target.Note.None(),
                replicas,
                scaleDown,
                new Target.Ownership.Own(),
                heed,
                new Workload("apps/v1", "Deployment", OperatorFixture.NAME),
                new CpuTarget.None());
    }
}
