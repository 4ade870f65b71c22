package io.predictivescaler.planning;

/** The plan while the kill switch is on: nothing is raised, whatever is needed or stated. */
final class SwitchedPlan {
    private SwitchedPlan() {}

    static Plan plan(Situation situation, Posture.Switched switched) {
        return switch (switched.order()) {
            case Freeze, Unread -> stay(situation, switched);
            case Release ->
                GiveBack.plan(situation, new GiveBack.Cause(switched.order().reason(), switched.clause()));
            case Restore -> restore(situation, switched);
        };
    }

    private static Plan stay(Situation situation, Posture.Switched switched) {
        Bounds inForce = situation.input().inForce();
        String course = "the floor stays at " + Wording.replicas(inForce.minReplicas());
        return new Plan.Keep(inForce, decision(situation, switched, inForce, course), situation.expires());
    }

    /** Also under pods that run: a raised maximum goes with the floor. */
    private static Plan restore(Situation situation, Posture.Switched switched) {
        Bounds inForce = situation.input().inForce();
        Bounds baseline = situation.input().baseline().bounds();
        String floor = Wording.replicas(baseline.minReplicas());
        if (inForce.equals(baseline)) {
            String course = "the baseline floor of " + floor + " holds";
            return new Plan.Keep(baseline, decision(situation, switched, baseline, course), situation.expires());
        }
        String course = "the floor goes from " + inForce.minReplicas() + " to the baseline of " + floor;
        return new Plan.FallBack(baseline, decision(situation, switched, baseline, course), situation.expires());
    }

    private static Plan.Decision decision(Situation situation, Posture.Switched switched, Bounds to, String course) {
        return situation.decision(to, switched.order().reason(), LimitedBy.None, switched.clause() + "; " + course);
    }
}
