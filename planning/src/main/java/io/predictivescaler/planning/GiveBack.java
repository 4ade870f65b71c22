package io.predictivescaler.planning;

import java.time.Instant;

/** The way back by release steps, whatever demand is expected: to the baseline, or to a floor that the calendar states. */
final class GiveBack {
    private GiveBack() {}

    /**
     * Why nothing is raised.
     *
     * @param clause the beginning of the message
     */
    record Cause(Reason reason, String clause) {
        static Cause of(Posture.Unable unable) {
            return new Cause(unable.reason(), unable.clause());
        }
    }

    /**
     * Where the way back ends.
     *
     * @param floor the baseline's or higher
     * @param name as it stands in a message before a number of replicas
     */
    private record Rest(int floor, String name) {
        private String words() {
            return name + " of " + Wording.replicas(floor);
        }
    }

    /** Back to the baseline. */
    static Plan plan(Situation situation, Cause cause) {
        Rest rest = new Rest(situation.baselineFloor(), "the baseline");
        int floor = floorAfterAStep(situation, rest);
        return plan(
                situation,
                cause,
                rest,
                new Bounds(
                        floor,
                        situation.ceiling().givenBack(floor, situation.input().currentReplicas())),
                situation.expires());
    }

    /** Back to a floor above the baseline that the calendar states, which never ends before the plan does. */
    static Plan plan(Situation situation, Cause cause, Needs.Need stated, FloorLimits limits) {
        Rest rest = new Rest(limits.floorFor(stated), "the calendar's floor");
        int floor = floorAfterAStep(situation, rest);
        int maximum = situation
                .ceiling()
                .settled(
                        limits.maximum(),
                        stated.planned(),
                        floor,
                        situation.input().currentReplicas());
        return plan(situation, cause, rest, new Bounds(floor, maximum), situation.now());
    }

    private static Plan plan(Situation situation, Cause cause, Rest rest, Bounds to, Instant expires) {
        Plan.Decision decision = situation.decision(
                to,
                cause.reason(),
                to.minReplicas() > rest.floor() ? LimitedBy.ReleaseStep : LimitedBy.None,
                cause.clause() + "; " + course(situation, rest, to.minReplicas()));
        return to.equals(situation.input().inForce())
                ? new Plan.Keep(to, decision, expires)
                : new Plan.FallBack(to, decision, expires);
    }

    /** A floor under the baseline's is nothing that was raised: it is put right at once. */
    private static int floorAfterAStep(Situation situation, Rest rest) {
        PlanSettings.ReleaseRate release = situation.settings().release();
        int floor = situation.floor();
        boolean due =
                release.allowsAt(situation.now(), situation.input().memory().lastRelease());
        return Math.max(rest.floor(), due ? floor - release.largestStepFrom(floor) : floor);
    }

    private static String course(Situation situation, Rest rest, int to) {
        int from = situation.floor();
        if (to == rest.floor()) {
            return to == from
                    ? "the baseline floor of " + Wording.replicas(to) + " holds"
                    : "the floor goes from " + from + " to " + rest.words();
        }
        return to == from
                ? "the floor stays at " + Wording.replicas(from) + " until the next release step toward " + rest.words()
                : "the floor goes from " + from + " to " + to + " on its way to " + rest.words();
    }
}
