package io.predictivescaler.planning;

import io.predictivescaler.planning.PlanSettings.ReleaseRate;
import java.time.Duration;
import java.time.Instant;

/**
 * Which floors the rest of a day's budget bears. A floor costs while it stands, and then on its way back to the baseline by release
 * steps, so the way back is set aside beforehand; what comes after midnight is the next day's.
 *
 * @param left of the budget, negative when too much was used
 * @param dayEnd the next local midnight
 * @param nextLook until when a floor stands if nothing is done about it now: a look may come late, by as much as one more
 * @param nextRelease the earliest time for a release step
 */
record Allowance(
        Instant now,
        Duration left,
        Instant dayEnd,
        Instant nextLook,
        Instant nextRelease,
        ReleaseRate release,
        Exemption exemption) {

    static Allowance of(Situation situation, Budget.Daily budget, Spending spent) {
        Instant now = situation.now();
        ReleaseRate release = situation.settings().release();
        return new Allowance(
                now,
                budget.limit().minus(spent.used()),
                spent.day()
                        .plusDays(1)
                        .atStartOfDay(situation.settings().zone())
                        .toInstant(),
                now.plus(budget.lookEvery().multipliedBy(2)),
                situation.input().memory().lastRelease().plus(release.stepEvery()),
                release,
                Exemption.of(situation.input(), situation.baselineFloor()));
    }

    /** Whether {@code floor} can wait for the next look. */
    boolean bears(int floor) {
        return bears(floor, nextLook);
    }

    /** What costs nothing is borne by any budget. */
    private boolean bears(int floor, Instant until) {
        Duration cost = cost(floor, until);
        return cost.isZero() || cost.compareTo(left) <= 0;
    }

    /**
     * The highest floor up to {@code most} that can be held for as long as small moves are merged, or until the day ends: so long that
     * a raise is worth its while. Not under the baseline.
     */
    int mostHeld(int most) {
        Instant held = now.plus(Windows.MERGED);
        int bearable = exemption.baseline();
        int beyond = Math.max(bearable, most) + 1;
        while (beyond - bearable > 1) {
            int middle = (bearable + beyond) >>> 1;
            if (bears(middle, held)) {
                bearable = middle;
            } else {
                beyond = middle;
            }
        }
        return bearable;
    }

    /** What {@code floor} costs in the rest of the day if the way back begins at {@code until}, or as soon as it may. */
    private Duration cost(int floor, Instant until) {
        Duration sum = Duration.ZERO;
        int standing = floor;
        Instant start = now;
        Instant end = until.isBefore(nextRelease) ? nextRelease : until;
        while (standing > exemption.baseline() && start.isBefore(dayEnd)) {
            sum = sum.plus(exemption.cost(standing, start, end.isBefore(dayEnd) ? end : dayEnd));
            standing -= release.largestStepFrom(standing);
            start = end;
            end = end.plus(exemption.stepEvery());
        }
        return sum;
    }
}
