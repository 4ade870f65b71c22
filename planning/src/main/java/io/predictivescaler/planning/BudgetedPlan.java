package io.predictivescaler.planning;

import io.predictivescaler.planning.PlanSettings.ReleaseRate;
import java.util.Optional;
import java.util.function.Function;

/**
 * A plan as far as the day's budget goes. What is left is spent on the nearest need: nothing is saved for a later one. Where the rest
 * is no more than the way back costs, the floor returns by release steps, whatever is awaited, merged or held.
 */
final class BudgetedPlan {
    /** A raise that the budget cuts to less than a tenth of the floor is not made: a little of it would be a move for nothing. */
    private static final int WORTHWHILE = 10;

    private final Situation situation;
    private final Function<Situation, Plan> unlimited;
    private final Plan plan;
    private final Budget.Daily budget;
    private final Spending spent;
    private final Allowance allowance;
    private final int floor;
    private final int wanted;

    private BudgetedPlan(Situation situation, Function<Situation, Plan> unlimited, Budget.Daily budget) {
        this.situation = situation;
        this.unlimited = unlimited;
        this.plan = unlimited.apply(situation);
        this.budget = budget;
        this.spent = situation.input().memory().spending().until(situation.input());
        this.allowance = Allowance.of(situation, budget, spent);
        this.floor = situation.floor();
        this.wanted = plan.to().minReplicas();
    }

    /** @param unlimited what would be planned whatever it costs */
    static Plan within(Situation situation, Function<Situation, Plan> unlimited) {
        return switch (situation.settings().budget()) {
            case Budget.Unlimited none -> unlimited.apply(situation);
            case Budget.Daily daily -> new BudgetedPlan(situation, unlimited, daily).limited();
        };
    }

    private Plan limited() {
        int raised = wanted > floor ? raised() : floor;
        if (raised > floor) {
            return raised == wanted ? plan : planTo(raised, "the floor goes from " + floor + " to " + raised, "");
        }
        if (allowance.bears(floor)) {
            return wanted > floor ? planTo(floor, "the floor stays at " + floor, rest()) : plan;
        }
        int lowered = Math.max(Math.min(wanted, floorAfterAStep()), free());
        if (wanted < floor && lowered == wanted) {
            return plan;
        }
        String course = lowered < floor
                ? "the floor goes from " + floor + " to " + lowered
                : "the floor stays at " + floor + (mayRelease() ? "" : " until the next release step");
        return planTo(lowered, course, lowered > allowance.exemption().baseline() ? wayBack() : nextDay());
    }

    /** At most what is wanted. */
    private int raised() {
        int worthwhile = floor + Math.max(2, Math.ceilDiv(floor, WORTHWHILE));
        int most = allowance.mostHeld(Math.max(wanted, worthwhile));
        return Math.max(free(), most >= worthwhile ? Math.min(wanted, most) : floor);
    }

    /** What is wanted and costs nothing. */
    private int free() {
        return Math.min(wanted, allowance.exemption().at(situation.now()));
    }

    private boolean mayRelease() {
        return situation
                .settings()
                .release()
                .allowsAt(situation.now(), situation.input().memory().lastRelease());
    }

    /** Not lower than what can be held for long: a step further would only be taken back. */
    private int floorAfterAStep() {
        ReleaseRate release = situation.settings().release();
        return mayRelease() ? Math.max(floor - release.largestStepFrom(floor), allowance.mostHeld(floor)) : floor;
    }

    private Plan planTo(int to, String course, String outlook) {
        Bounds bounds = new Bounds(to, maximumBeside(to));
        String message = need() + course + ": " + spent.usedReplicaHours() + " of today's " + budget.replicaHours()
                + " replica-hours are used" + outlook;
        return situation.planTo(
                bounds, situation.decision(bounds, Reason.BudgetReached, LimitedBy.Budget, message), plan.expires());
    }

    /** A maximum that only the wider floor was in the way of is given back with it. */
    private int maximumBeside(int to) {
        PlanInput carriedOut = situation.input().after(plan.to().withMinReplicas(to));
        return Math.max(to, unlimited.apply(Situation.of(carriedOut)).to().maxReplicas());
    }

    /** What the floor would be for, as the beginning of a message; empty where nothing is known of any need. */
    private String need() {
        Windows windows = situation.windows();
        return situation
                .needs()
                .within(windows.now(), windows.holdEnd())
                .map(need -> situation.wording().time(need.peak().at()) + " needs "
                        + Wording.replicas(need.peak().replicas()))
                .or(() -> Optional.of(situation.opinions().silence()).filter(silence -> !silence.isEmpty()))
                .map(clause -> clause + "; ")
                .orElse("");
    }

    private String rest() {
        return floor > allowance.exemption().baseline() ? ", and the rest is for that and the way back" : nextDay();
    }

    private String nextDay() {
        return ", and a new day begins " + situation.wording().time(allowance.dayEnd());
    }

    private String wayBack() {
        return spent.usedReplicaHours() < budget.replicaHours() ? ", and the rest is for the way back" : nextDay();
    }
}
