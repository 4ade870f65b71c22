package io.predictivescaler.simulation;

/**
 * How closely supply followed demand, both in replicas: the elasticity metrics of Herbst et al., "Ready for Rain? A View from SPEC
 * Research on the Future of Cloud Metrics" (SPEC-RG-2016-01), chapter 4. Demand is the replicas that carry the load at the target
 * utilization, supply the ready pods. Departure: demand is at least 1, since a workload without a replica serves nobody and a share of
 * nothing is undefined.
 *
 * @param lack Σ of (demand − supply) ÷ demand where supply is below, × seconds
 * @param excess Σ of (supply − demand) ÷ demand where supply is above, × seconds
 * @param lacking seconds with supply below demand
 * @param exceeding seconds with supply above demand
 * @param apart seconds in which the two did not move the same way
 * @param length seconds in all
 * @param first seconds of the first step, which has no step before it to have moved from
 * @param demand of the last step; 0 before the first
 * @param supply of the last step
 */
public record Elasticity(
        double lack,
        double excess,
        double lacking,
        double exceeding,
        double apart,
        double length,
        double first,
        int demand,
        int supply) {
    /** That of a run that has not begun. */
    public static Elasticity none() {
        return new Elasticity(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** This, and one step more. */
    public Elasticity plus(Moment moment) {
        double seconds = moment.length().toMillis() / 1000.0;
        int wanted = Math.max(1, moment.needed());
        int had = moment.ready();
        double share = seconds * Math.abs(had - wanted) / wanted;
        boolean begins = length == 0;
        boolean together = Integer.signum(had - supply) == Integer.signum(wanted - demand);
        return new Elasticity(
                had < wanted ? lack + share : lack,
                had > wanted ? excess + share : excess,
                had < wanted ? lacking + seconds : lacking,
                had > wanted ? exceeding + seconds : exceeding,
                begins || together ? apart : apart + seconds,
                length + seconds,
                begins ? seconds : first,
                wanted,
                had);
    }

    /** θ_U: supply missing, in percent of demand, averaged over time. */
    public double underProvisioningPercent() {
        return percent(lack, length);
    }

    /** θ_O: supply too much, in percent of demand, averaged over time. */
    public double overProvisioningPercent() {
        return percent(excess, length);
    }

    /** τ_U: percent of the time with too little. */
    public double underProvisionedTimePercent() {
        return percent(lacking, length);
    }

    /** τ_O: percent of the time with too much. */
    public double overProvisionedTimePercent() {
        return percent(exceeding, length);
    }

    /** υ: percent of the time in which supply and demand did not move the same way. */
    public double instabilityPercent() {
        return percent(apart, length - first);
    }

    private static double percent(double part, double whole) {
        return whole == 0 ? 0 : 100 * part / whole;
    }
}
