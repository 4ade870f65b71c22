package io.predictivescaler.planning;

import io.predictivescaler.planning.PlanSettings.Ceiling;

/**
 * What becomes of maxReplicas.
 *
 * @param baseline the user's maximum
 * @param highest what the policy allows at most, the baseline's maximum or more
 * @param inForce what stands on the target
 * @param headroomPercent added to a need above the baseline's maximum
 */
record CeilingMove(int baseline, int highest, int inForce, int headroomPercent) {
    static CeilingMove of(PlanInput input) {
        int baseline = input.baseline().maxReplicas();
        int inForce = input.inForce().maxReplicas();
        return switch (input.settings().ceiling()) {
            case Ceiling.Keep keep -> new CeilingMove(baseline, baseline, inForce, 0);
            case Ceiling.Raise raise ->
                new CeilingMove(baseline, Math.max(baseline, raise.highest()), inForce, raise.headroomPercent());
        };
    }

    /**
     * The maximum that the floor may reach: raised when the lead time's need with its headroom, or the hold's need without it, is
     * above the one in force, and then for the whole hold. What stands above {@code highest}, since a setting was lowered, is not
     * used any more.
     */
    int raisedFor(int leadNeed, int holdNeed) {
        int standing = Math.min(Math.max(inForce, baseline), highest);
        boolean due = wanted(leadNeed) > standing || holdNeed > standing;
        return due ? Math.max(standing, wanted(holdNeed)) : standing;
    }

    private int wanted(int need) {
        if (need <= baseline) {
            return baseline;
        }
        long withHeadroom = Math.ceilDiv((long) need * (100L + headroomPercent), 100L);
        return Math.clamp(withHeadroom, baseline, highest);
    }

    /**
     * The maximum to set beside {@code floor}: the baseline's once the need has passed, else {@code raised}; but never one that the
     * floor or the pods that run are above. Given back in one write, not bit by bit.
     */
    int settled(int raised, int holdNeed, int floor, int currentReplicas) {
        int inUse = Math.max(floor, currentReplicas);
        if (holdNeed <= baseline && inUse <= baseline) {
            return baseline;
        }
        return inUse <= raised ? raised : Math.max(Math.max(inForce, raised), floor);
    }

    /** As {@link #settled}, when nothing is needed any more. */
    int givenBack(int floor, int currentReplicas) {
        return settled(Math.max(inForce, baseline), 0, floor, currentReplicas);
    }
}
