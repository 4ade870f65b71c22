package io.predictivescaler.planning;

/** The way back to the baseline, whatever demand is expected. */
final class GiveBack {
    private GiveBack() {}

    /** How fast the baseline returns. */
    enum Pace {
        BySteps,
        AtOnce,
        /** Not now: the bounds stay as they are. */
        Never
    }

    /**
     * Why nothing is raised.
     *
     * @param clause the beginning of the message
     */
    record Cause(Reason reason, String clause, Pace pace) {
        Cause(Reason reason, String clause) {
            this(reason, clause, Pace.BySteps);
        }

        static Cause ofSwitch(Posture.Switched switched) {
            Pace pace = switch (switched.order()) {
                case Freeze, Unread -> Pace.Never;
                case Release -> Pace.BySteps;
                case Restore -> Pace.AtOnce;
            };
            return new Cause(switched.order().reason(), switched.clause(), pace);
        }

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
                        Paused,
                        Observing,
                        KillSwitchFreeze,
                        KillSwitchRelease,
                        KillSwitchRestore,
                        KillSwitchUnread ->
                    throw new IllegalArgumentException(reason + " is not a state of the target");
            };
            return new Cause(reason, clause);
        }
    }

    static Plan plan(Situation situation, Cause cause) {
        PlanInput input = situation.input();
        Bounds to = switch (cause.pace()) {
            case BySteps -> afterAStep(situation);
            case AtOnce -> input.baseline().bounds();
            case Never -> input.inForce();
        };
        int floor = to.minReplicas();
        boolean onItsWay = cause.pace() == Pace.BySteps && floor > situation.baselineFloor();
        Plan.Decision decision = situation.decision(
                to,
                cause.reason(),
                onItsWay ? LimitedBy.ReleaseStep : LimitedBy.None,
                cause.clause() + "; " + (cause.pace() == Pace.Never ? stay(floor) : course(situation, floor)));
        return to.equals(input.inForce())
                ? new Plan.Keep(to, decision, situation.expires())
                : new Plan.FallBack(to, decision, situation.expires());
    }

    private static Bounds afterAStep(Situation situation) {
        int floor = floorAfterAStep(situation);
        return new Bounds(
                floor, situation.ceiling().givenBack(floor, situation.input().currentReplicas()));
    }

    /** A floor under the baseline's is nothing that was raised: it is put right at once. */
    private static int floorAfterAStep(Situation situation) {
        PlanSettings.ReleaseRate release = situation.settings().release();
        int floor = situation.floor();
        boolean due =
                release.allowsAt(situation.now(), situation.input().memory().lastRelease());
        return Math.max(situation.baselineFloor(), due ? floor - release.largestStepFrom(floor) : floor);
    }

    private static String stay(int floor) {
        return "the floor stays at " + Wording.replicas(floor);
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
                ? stay(from) + " until the next release step toward the baseline of " + baseline
                : "the floor goes from " + from + " to " + to + " on its way to the baseline of " + baseline;
    }
}
