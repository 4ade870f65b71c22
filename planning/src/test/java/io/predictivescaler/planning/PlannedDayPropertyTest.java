package io.predictivescaler.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.PlanSettings.Ceiling;
import io.predictivescaler.planning.PlanSettings.ReleaseRate;
import io.predictivescaler.planning.testkit.RandomDay;
import io.predictivescaler.planning.testkit.RandomDay.Moment;
import io.predictivescaler.planning.testkit.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds through hours of planning in every world: each is made from a seed, which a failure prints. */
class PlannedDayPropertyTest {
    private static final int DAYS = 1_000;
    private static final int LOOKS = 50;

    private static void inDays(Consumer<RandomDay> property) {
        LongStream.range(0, DAYS).forEach(seed -> {
            try {
                property.accept(new RandomDay(seed));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("in the day of seed " + seed + ": " + failure.getMessage(), failure);
            }
        });
    }

    private static int highestMaximum(PlanInput input) {
        int baseline = input.baseline().maxReplicas();
        return switch (input.settings().ceiling()) {
            case Ceiling.Keep keep -> baseline;
            case Ceiling.Raise raise -> Math.max(raise.highest(), baseline);
        };
    }

    @Test
    void theFloorIsWithinTheBaselineFloorAndTheMaximum() {
        inDays(day -> day.walk(day.any(), LOOKS, moment -> {
            PlanInput input = moment.input();
            Bounds to = moment.plan().to();
            assertThat(to.minReplicas()).isBetween(input.baseline().floor(), to.maxReplicas());
            assertThat(to.maxReplicas()).isBetween(input.baseline().maxReplicas(), highestMaximum(input));
        }));
    }

    @Test
    void aRaiseIsInForceALeadTimeBeforeTheNeedWheneverTheForecastKnew() {
        inDays(day -> day.walk(day.unlimited(), LOOKS, moment -> {
            PlanInput input = moment.input();
            int most = Math.min(input.settings().floor().highest(), highestMaximum(input));
            double needed =
                    day.known(input.now(), input.now().plus(input.settings().leadTime()));
            assertThat(moment.floor()).as("floor at %s", input.now()).isGreaterThanOrEqualTo(Math.min(most, (int)
                    Math.ceil(needed - 1e-3)));
        }));
    }

    @Test
    void aReleaseIsNeverFasterThanItsRate() {
        inDays(day -> {
            Scene start = day.any();
            ReleaseRate rate = start.input().settings().release();
            Instant[] last = {Instant.MIN};
            day.walk(start, LOOKS, moment -> {
                int before = moment.input().inForce().minReplicas();
                if (moment.floor() < before) {
                    Instant now = moment.input().now();
                    int step = Math.max(1, (int) Math.ceil(before * (rate.maxStepPercent() / 100.0) - 1e-9));
                    assertThat(before - moment.floor()).as("step at %s", now).isLessThanOrEqualTo(step);
                    assertThat(last[0]).isBeforeOrEqualTo(now.minus(rate.stepEvery()));
                    last[0] = now;
                }
            });
        });
    }

    /** With an account of its own: replicas above the baseline, or above what the calendar stated and could not be given back yet. */
    @Test
    void theBudgetIsNeverExceededByMoreThanOneStep() {
        inDays(day -> {
            Scene start = day.budgeted();
            PlanSettings settings = start.input().settings();
            Account account = new Account(day.look(), settings);
            day.walk(start, LOOKS, account::charge);

            Budget.Daily budget = (Budget.Daily) settings.budget();
            assertThat(account.used)
                    .as("replica-time used of %d replica-hours", budget.replicaHours())
                    .isLessThanOrEqualTo(Duration.ofHours(budget.replicaHours()).plus(account.step()));
        });
    }

    private static final class Account {
        private static final Duration PART = Duration.ofSeconds(15);

        private final Duration look;
        private final PlanSettings settings;
        private Duration used = Duration.ZERO;
        private int highest;
        private int free;
        private Instant lowered = Instant.MIN;

        Account(Duration look, PlanSettings settings) {
            this.look = look;
            this.settings = settings;
        }

        /** In parts of a look, since what is stated may begin within it. */
        void charge(Moment moment) {
            Instant now = moment.input().now();
            highest = Math.max(highest, moment.floor());
            if (statedAt(moment, now) < free
                    && !now.isBefore(lowered.plus(settings.release().stepEvery()))) {
                free -= step(free);
                lowered = now;
            }
            for (Duration part = Duration.ZERO; part.compareTo(look) < 0; part = part.plus(PART)) {
                Instant time = now.plus(part);
                int stated = statedAt(moment, time);
                if (stated > 0 && stated >= free) {
                    free = stated;
                    lowered = time;
                }
                int charged = moment.floor()
                        - Math.max(free, moment.input().baseline().floor());
                used = used.plus(PART.multipliedBy(Math.max(0, charged)));
            }
        }

        private int statedAt(Moment moment, Instant time) {
            return moment.input()
                    .calendar()
                    .floorWithin(time, Windows.of(time, settings).leadEnd())
                    .map(Calendar.Window::minReplicas)
                    .orElse(0);
        }

        private int step(int floor) {
            return Math.max(1, (int) Math.ceil(floor * settings.release().maxStepPercent() / 100.0 - 1e-9));
        }

        /** What the largest release step would have cost, had it come at the next chance only. */
        Duration step() {
            return settings.release().stepEvery().plus(look).multipliedBy(step(highest));
        }
    }

    @Test
    void nothingChangesWhenNothingChanged() {
        inDays(day -> {
            // Once it has stood for longer than any hold, merging or step asks for.
            Scene standing = day.walkUntilItStands(day.still(), Duration.ofMinutes(51));
            day.walk(
                    standing,
                    20,
                    moment -> assertThat(moment.plan().to())
                            .isEqualTo(standing.input().inForce()));
        });
    }

    @Test
    void whatIsGivenBackIsExactlyTheBaseline() {
        inDays(day -> {
            Scene start = day.any();
            Scene later = day.walk(start, LOOKS / 2, moment -> {});
            Scene back = day.walkUntilItStands(later.posture(new Posture.LettingGo()), Duration.ofMinutes(11));
            assertThat(back.input().inForce())
                    .isEqualTo(start.input().baseline().bounds());
        });
    }
}
