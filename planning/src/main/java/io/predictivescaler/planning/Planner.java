package io.predictivescaler.planning;

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
 * <p>A floor of the calendar is a need like a forecast's, in force a lead time before its window and until its end; it needs no
 * forecast, and no rate holds it up. A factor of the calendar multiplies what is forecast, and what it explains is believed.
 *
 * <p>An entry without an opinion raises nothing, and until its last forecast has expired nothing is released; when no entry has
 * one any more, the baseline, or the calendar's floor, returns by release steps. A forecast that ends before the hold window does
 * releases nothing either. While the operator must not act, which the user or the target says, the calendar's floors do not hold either.
 *
 * <p>So does an entry whose forecast is distrusted, but for what its user asked of it: where a distrusted floor is to be held, nothing is
 * released while the entry's forecasts go on being issued.
 *
 * <p>With a budget the floor is at most what the rest of the day's replica-hours bears, the way back included: see {@link BudgetedPlan}.
 *
 * <p>Carried out and planned again at the same instant, a plan changes nothing.
 */
public final class Planner {
    private Planner() {}

    /** What the bounds should be at {@code input.now()}. */
    public static Plan plan(PlanInput input) {
        Situation situation = Situation.of(input);
        return switch (input.posture()) {
            case Posture.Acting acting -> acting(situation);
            case Posture.Paused paused ->
                paused.until().isAfter(situation.now())
                        ? GiveBack.plan(
                                situation,
                                new GiveBack.Cause(
                                        Reason.Paused,
                                        "paused until " + situation.wording().time(paused.until())))
                        : acting(situation);
            case Posture.LettingGo lettingGo ->
                GiveBack.plan(situation, new GiveBack.Cause(Reason.Observing, "the mode is Observe"));
            case Posture.Switched switched -> SwitchedPlan.plan(situation, switched);
            case Posture.Unable unable -> GiveBack.plan(situation, GiveBack.Cause.of(unable));
        };
    }

    private static Plan acting(Situation situation) {
        return causeWhileActing(situation)
                .map(cause -> GiveBack.plan(situation, cause))
                .orElseGet(() -> BudgetedPlan.within(situation, Planner::whateverItCosts));
    }

    private static Plan whateverItCosts(Situation situation) {
        return situation.opinions().isEmpty() ? StatedPlan.plan(situation) : ForecastPlan.plan(situation);
    }

    private static Optional<GiveBack.Cause> causeWhileActing(Situation situation) {
        Baseline baseline = situation.input().baseline();
        return baseline.floor() == baseline.maxReplicas()
                ? Optional.of(GiveBack.Cause.of(Posture.Unable.boundsEqual(baseline)))
                : Optional.empty();
    }
}
