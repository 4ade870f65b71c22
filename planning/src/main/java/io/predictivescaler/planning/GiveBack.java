package io.predictivescaler.planning;

/** The way back to the baseline by release steps, whatever demand is expected. */
final class GiveBack {
    private GiveBack() {}

    /**
     * Why nothing is raised.
     *
     * @param clause the beginning of the message
     */
    record Cause(Reason reason, String clause) {
        static Cause ofTarget(Reason reason, Baseline baseline) {
            String clause = switch (reason) {
                case BoundsEqual ->
                    "minReplicas and maxReplicas are both " + baseline.maxReplicas()
                            + ", so there is nothing to move until maxReplicas is higher";
                case ScaledToZero ->
                    "the target has 0 replicas, so its autoscaler is switched off until somebody scales it up";
                case ScaleDownDisabled ->
                    "scaleDown.selectPolicy is Disabled, so a raise could not be undone until it is Max or Min";
                case ForecastRaise,
                        ForecastKeep,
                        ReleaseHeld,
                        ForecastRelease,
                        BaselineSuffices,
                        AwaitingDemand,
                        NoOpinion,
                        Distrusted,
                        Paused,
                        Observing -> throw new IllegalArgumentException(reason + " is not a state of the target");
            };
            return new Cause(reason, clause);
        }
    }

    static Plan plan(Situation situation, Cause cause) {
        PlanInput input = situation.input();
        int floor = floorAfterAStep(situation);
        Bounds to = new Bounds(floor, situation.ceiling().givenBack(floor, input.currentReplicas()));
        Plan.Decision decision = situation.decision(
                to,
                cause.reason(),
                floor > situation.baselineFloor() ? LimitedBy.ReleaseStep : LimitedBy.None,
                cause.clause() + "; " + course(situation, floor));
        return to.equals(input.inForce())
                ? new Plan.Keep(to, decision, situation.expires())
                : new Plan.FallBack(to, decision, situation.expires());
    }

    /** A floor under the baseline's is nothing that was raised: it is put right at once. */
    private static int floorAfterAStep(Situation situation) {
        PlanSettings.ReleaseRate release = situation.settings().release();
        int floor = situation.floor();
        boolean due =
                release.allowsAt(situation.now(), situation.input().memory().lastRelease());
        return Math.max(situation.baselineFloor(), due ? floor - release.largestStepFrom(floor) : floor);
    }

    private static String course(Situation situation, int to) {
        int from = situation.floor();
        String baseline = Wording.replicas(situation.baselineFloor());
        if (to == situation.baselineFloor()) {
            return to == from
                    ? "the baseline floor of " + baseline + " holds"
                    : "the floor goes from " + from + " to the baseline of " + baseline;
        }
        return to == from
                ? "the floor stays at " + Wording.replicas(from)
                        + " until the next release step toward the baseline of " + baseline
                : "the floor goes from " + from + " to " + to + " on its way to the baseline of " + baseline;
    }
}
