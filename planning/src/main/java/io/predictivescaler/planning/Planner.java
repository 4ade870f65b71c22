package io.predictivescaler.planning;

import io.predictivescaler.planning.DemandOutlook.NoOpinion;
import java.util.Optional;

/**
 * Turns forecasts into bounds.
 *
 * <p>The need at a time is ⌈demand at the planned percentile ÷ capacity per replica⌉, the largest over the demand entries. The
 * floor is raised when the need of the lead time, {@code [now, now + leadTime·(1 + spread)]}, is above it, and then at once to the
 * need of the whole hold window, which lasts {@code hold} longer; it is released, by steps, when the need of the hold window is
 * lower. So a valley shorter than lead time and hold is bridged.
 *
 * <p>Small moves are merged. A raise goes up to a tenth of the floor further, at least 2 replicas, where the next half hour needs
 * it. A release of less than a fifth of the floor, or less than 2 replicas, waits until the floor has stood still for half an hour,
 * and is not made when the next half hour would take it back.
 *
 * <p>An entry without an opinion raises nothing, and until its last forecast has expired nothing is released; when no entry has
 * one any more, the baseline returns by release steps. A forecast that ends before the hold window does releases nothing either.
 *
 * <p>So does an entry whose forecast is distrusted, but for what its user asked of it: where a distrusted floor is to be held, nothing is
 * released while the entry's forecasts go on being issued.
 *
 * <p>Carried out and planned again at the same instant, a plan changes nothing.
 */
public final class Planner {
    private Planner() {}

    /** What the bounds should be at {@code input.now()}. */
    public static Plan plan(PlanInput input) {
        Situation situation = Situation.of(input);
        return causeToGiveBack(situation)
                .map(cause -> GiveBack.plan(situation, cause))
                .orElseGet(() -> situation.opinions().isEmpty() ? awaiting(situation) : ForecastPlan.plan(situation));
    }

    private static Optional<GiveBack.Cause> causeToGiveBack(Situation situation) {
        Baseline baseline = situation.input().baseline();
        return switch (situation.input().posture()) {
            case Posture.Acting acting -> causeWhileActing(situation);
            case Posture.Paused paused ->
                paused.until().isAfter(situation.now())
                        ? Optional.of(new GiveBack.Cause(
                                Reason.Paused,
                                "paused until " + situation.wording().time(paused.until())))
                        : causeWhileActing(situation);
            case Posture.LettingGo lettingGo ->
                Optional.of(new GiveBack.Cause(Reason.Observing, "the mode is Observe"));
            case Posture.Unable unable -> Optional.of(GiveBack.Cause.ofTarget(unable.reason(), baseline));
        };
    }

    private static Optional<GiveBack.Cause> causeWhileActing(Situation situation) {
        Baseline baseline = situation.input().baseline();
        if (baseline.floor() == baseline.maxReplicas()) {
            return Optional.of(GiveBack.Cause.ofTarget(Reason.BoundsEqual, baseline));
        }
        Opinions opinions = situation.opinions();
        return opinions.isEmpty() && situation.awaited().isEmpty()
                ? Optional.of(new GiveBack.Cause(
                        opinions.distrusted().isEmpty() ? Reason.NoOpinion : Reason.Distrusted, opinions.silence()))
                : Optional.empty();
    }

    private static Plan awaiting(Situation situation) {
        NoOpinion awaited = situation.awaited().orElseThrow();
        boolean distrusted = situation.opinions().distrusts(awaited);
        String until =
                distrusted ? " until it is" : " until " + situation.wording().time(awaited.heldUntil());
        int floor = Math.max(situation.floor(), situation.baselineFloor());
        Bounds to = new Bounds(
                floor,
                Math.max(
                        situation.input().inForce().maxReplicas(),
                        situation.input().baseline().maxReplicas()));
        return situation.planTo(
                to,
                distrusted ? Reason.Distrusted : Reason.AwaitingDemand,
                LimitedBy.None,
                situation.opinions().silence() + "; the floor stays at " + Wording.replicas(floor) + until);
    }
}
