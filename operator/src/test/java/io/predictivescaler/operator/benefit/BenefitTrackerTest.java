package io.predictivescaler.operator.benefit;

import static io.predictivescaler.operator.benefit.BenefitTracker.Told.NOTHING;
import static io.predictivescaler.operator.benefit.BenefitTracker.Told.NUMBERS;
import static io.predictivescaler.operator.benefit.Situations.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.config.Benefits;
import io.predictivescaler.operator.testkit.SteppedTimekeeping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BenefitTrackerTest {
    private static final Instant NOW = Instant.parse("2026-11-12T00:00:00Z");
    private static final BenefitState.Known FOUND =
            new BenefitState.Known(new Benefit(Duration.ofDays(7), Duration.ofMinutes(212), Duration.ofMinutes(9), 41));

    private final SteppedTimekeeping time = new SteppedTimekeeping(NOW);
    private final Queue<Runnable> fits = new ArrayDeque<>();
    private final List<ResourceKey> mistakes = new ArrayList<>();
    private final List<ResourceKey> news = new ArrayList<>();
    private final List<PastWindow> replayed = new ArrayList<>();
    private BenefitReplay replay = past -> FOUND;
    private BenefitTracker tracker = started(Benefits.Daily);

    private BenefitTracker started(Benefits when) {
        return new BenefitTracker(
                time,
                fits::add,
                when,
                past -> {
                    replayed.add(past);
                    return replay.of(past);
                },
                mistakes::add,
                news::add);
    }

    @AfterEach
    void stop() {
        time.close();
    }

    private BenefitState look() {
        return tracker.state(Situations.complete(), NOTHING);
    }

    private void runFits() {
        while (!fits.isEmpty()) {
            fits.remove().run();
        }
    }

    private static Situation other(String name) {
        Situation complete = Situations.complete();
        return new Situation(
                new ResourceKey("shop", name),
                complete.spec(),
                complete.target(),
                complete.baseline(),
                complete.states(),
                complete.capacities(),
                complete.leadTime());
    }

    @Nested
    class ALook {
        @Test
        void startsAReplayAndWaitsForNothing() {
            assertThat(look()).isEqualTo(new BenefitState.Waiting());
            assertThat(fits).hasSize(1);
            assertThat(replayed).isEmpty();
        }

        @Test
        void findsWhatCameOfItAfterBeingTold() {
            look();
            runFits();

            assertThat(news).containsExactly(KEY);
            assertThat(look()).isEqualTo(FOUND);
            assertThat(fits).isEmpty();
        }

        @Test
        void startsNoSecondWhileOneRuns() {
            look();
            look();
            tracker.state(other("cart"), NOTHING);

            assertThat(fits).hasSize(1);
            runFits();
            tracker.state(other("cart"), NOTHING);
            assertThat(fits).as("the next look of the other finds its turn").hasSize(1);
        }

        @Test
        void startsNoneWhereNobodyWantsToKnow() {
            tracker = started(Benefits.Off);

            assertThat(look()).isEqualTo(new BenefitState.Off());
            assertThat(fits).isEmpty();
        }
    }

    @Nested
    class InTheCourseOfDays {
        private List<Instant> startsIn(Duration length) {
            List<Instant> starts = new ArrayList<>();
            Instant end = time.now().plus(length);
            while (time.now().isBefore(end)) {
                look();
                if (!fits.isEmpty()) {
                    starts.add(time.now());
                }
                runFits();
                time.advance(Duration.ofMinutes(1), () -> {});
            }
            return starts;
        }

        @Test
        void itIsDueAtTheSameMomentOfEachAfterTheFirst() {
            List<Instant> starts = startsIn(Duration.ofDays(4));

            assertThat(starts).hasSize(5).startsWith(NOW);
            for (int i = 2; i < starts.size(); i++) {
                assertThat(Duration.between(starts.get(i - 1), starts.get(i))).isEqualTo(Duration.ofDays(1));
            }
        }

        @Test
        void whatAnEarlierProcessFoundStandsUntilTheNextMoment() {
            assertThat(tracker.state(Situations.complete(), NUMBERS)).isEqualTo(new BenefitState.Waiting());
            assertThat(fits).isEmpty();

            assertThat(startsIn(Duration.ofDays(1))).hasSize(1);
        }

        @Test
        void aForgottenResourceBeginsAnew() {
            look();
            runFits();
            tracker.forget(KEY);

            assertThat(look()).isEqualTo(new BenefitState.Waiting());
            assertThat(fits).hasSize(1);
        }
    }

    @Nested
    class WithoutAnAnswer {
        @Test
        void aMistakeIsToldAndTriedAgainTheNextDay() {
            replay = past -> {
                throw new IllegalStateException("broken");
            };
            look();
            runFits();

            assertThat(mistakes).containsExactly(KEY);
            assertThat(news).containsExactly(KEY);
            assertThat(look())
                    .isEqualTo(new BenefitState.None(
                            "the operator failed to work it out (java.lang.IllegalStateException: broken): please"
                                    + " report it"));
            assertThat(fits).isEmpty();

            replay = past -> FOUND;
            time.advance(Duration.ofDays(1), () -> {});
            look();
            runFits();
            assertThat(look()).isEqualTo(FOUND);
        }

        @Test
        void itIsAskedAgainAtTheNextLook() {
            replay = past -> new BenefitState.Waiting();
            look();
            runFits();
            replay = past -> FOUND;
            look();
            runFits();

            assertThat(look()).isEqualTo(FOUND);
        }

        @Test
        void whatCannotBeReplayedIsTriedAtEveryLook() {
            BenefitState none = tracker.state(Situations.of(Situations.state(Situations.days(1))), NOTHING);

            assertThat(none)
                    .isEqualTo(new BenefitState.None("a day of demand beyond trust.minimumHistory of 1d is needed"));
            look();
            runFits();
            assertThat(look()).isEqualTo(FOUND);
        }

        @Test
        void yesterdaysNumbersGoWhereTodayHasNone() {
            look();
            runFits();
            time.advance(Duration.ofDays(1), () -> {});

            assertThat(tracker.state(Situations.of(Situations.state(Situations.days(1))), NOTHING))
                    .isInstanceOf(BenefitState.None.class);
        }
    }
}
