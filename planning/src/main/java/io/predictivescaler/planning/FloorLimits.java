package io.predictivescaler.planning;

/**
 * What the floor may be.
 *
 * @param baseline never less, whatever the others say
 * @param lowest where it moves at least, while the operator has an opinion
 * @param highest where it moves at most
 * @param maximum the maxReplicas that will stand beside it
 */
record FloorLimits(int baseline, int lowest, int highest, int maximum) {
    /** The floor for a need. */
    int floorFor(Needs.Need need) {
        int wanted = Math.max(need.planned(), lowest);
        return Math.max(baseline, Math.min(wanted, Math.min(highest, maximum)));
    }

    /** What keeps the floor under the need: the tightest limit. */
    LimitedBy limitOn(Needs.Need need) {
        if (floorFor(need) >= need.peak().replicas()) {
            return LimitedBy.None;
        }
        int tightest = Math.min(need.planned(), Math.min(highest, maximum));
        if (tightest == maximum) {
            return LimitedBy.MaxReplicas;
        }
        return tightest == highest ? LimitedBy.MinHighest : LimitedBy.SeenDemand;
    }
}
