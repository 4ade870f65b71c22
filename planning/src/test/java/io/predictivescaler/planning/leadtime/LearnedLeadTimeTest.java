package io.predictivescaler.planning.leadtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.planning.leadtime.LearnedLeadTime.Before;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearnedLeadTimeTest {
    private static final Instant START = Instant.parse("2026-11-03T08:00:00Z");
    private static final Duration REACTION = Duration.ofSeconds(75);
    private static final Before NOTHING = new Before.Nothing();
    private static final LearnedLeadTime DEFAULTS = settings(30, 1_800);

    private static LearnedLeadTime settings(int lowest, int highest) {
        return new LearnedLeadTime(
                QuantileLevel.P90, Duration.ofMinutes(5), Duration.ofSeconds(lowest), Duration.ofSeconds(highest));
    }

    private static StartUps pods(StartUps before, int count, double seconds) {
        StartUps startUps = before;
        int first = before.latest().isEmpty()
                ? 0
                : (int) Duration.between(START, before.latest().getLast().created())
                                .toMinutes()
                        + 1;
        for (int i = first; i < first + count; i++) {
            startUps = startUps.with(new StartUp(
                    "pod-" + i, START.plus(Duration.ofMinutes(i)), Duration.ofMillis(Math.round(1000 * seconds))));
        }
        return startUps;
    }

    private static Duration learned(StartUps startUps) {
        LeadTime leadTime = DEFAULTS.now(startUps, List.of(), NOTHING, REACTION);
        assertThat(leadTime.source()).isEqualTo(LeadTime.Source.Learned);
        return leadTime.startUp();
    }

    @Nested
    class Before5Pods {
        @Test
        void isTheFallbackAndSaysHowManyWereSeen() {
            StartUps four = pods(StartUps.none(), 4, 40);
            assertThat(DEFAULTS.now(four, List.of(), NOTHING, REACTION))
                    .isEqualTo(new LeadTime(Duration.ofMinutes(5), REACTION, LeadTime.Source.Fallback, 4));
        }

        @Test
        void isWhatWasLearnedBeforeARestart() {
            Before before = new Before.Learned(Duration.ofSeconds(115), 20);
            assertThat(DEFAULTS.now(pods(StartUps.none(), 4, 40), List.of(), before, REACTION))
                    .isEqualTo(new LeadTime(Duration.ofSeconds(115), REACTION, LeadTime.Source.Learned, 20));
        }

        @Test
        void keepsWhatWasLearnedBeforeInsideANewRange() {
            Before before = new Before.Learned(Duration.ofSeconds(115), 20);
            assertThat(settings(30, 90)
                            .now(StartUps.none(), List.of(), before, REACTION)
                            .startUp())
                    .isEqualTo(Duration.ofSeconds(90));
        }
    }

    @Nested
    class From5PodsOn {
        @Test
        void isMeasuredAndNoLongerRemembered() {
            Before before = new Before.Learned(Duration.ofSeconds(115), 20);
            assertThat(DEFAULTS.now(pods(StartUps.none(), 5, 40), List.of(), before, REACTION))
                    .isEqualTo(new LeadTime(Duration.ofSeconds(40), REACTION, LeadTime.Source.Learned, 5));
        }

        @Test
        void countsTheReactionOnce() {
            LeadTime leadTime = DEFAULTS.now(pods(StartUps.none(), 5, 40), List.of(), NOTHING, REACTION);
            assertThat(leadTime.total()).isEqualTo(Duration.ofSeconds(115));
        }

        @Test
        void staysInItsRange() {
            assertThat(learned(pods(StartUps.none(), 20, 2))).isEqualTo(Duration.ofSeconds(30));
            assertThat(learned(pods(StartUps.none(), 20, 7_200))).isEqualTo(Duration.ofMinutes(30));
        }

        @Test
        void isRoundedUpSoThatASecondMoreIsNoOtherPlan() {
            assertThat(learned(pods(StartUps.none(), 20, 41))).isEqualTo(Duration.ofSeconds(45));
            assertThat(learned(pods(StartUps.none(), 20, 44.9))).isEqualTo(Duration.ofSeconds(45));
            assertThat(learned(pods(StartUps.none(), 20, 45))).isEqualTo(Duration.ofSeconds(45));
        }

        @Test
        void growsWhileManyPodsWaitForANode() {
            StartUps fast = pods(StartUps.none(), 20, 40);
            List<Duration> ages = List.of(Duration.ofMinutes(9), Duration.ofMinutes(9), Duration.ofMinutes(8));
            assertThat(DEFAULTS.now(fast, ages, NOTHING, REACTION).startUp()).isEqualTo(Duration.ofMinutes(9));
        }

        @Test
        void isNotLedAstrayByOnePodThatIsStuck() {
            StartUps fast = pods(StartUps.none(), 20, 40);
            assertThat(DEFAULTS.now(fast, List.of(Duration.ofHours(9)), NOTHING, REACTION)
                            .startUp())
                    .isEqualTo(Duration.ofSeconds(40));
        }
    }

    @Nested
    class WhenPodsChange {
        @ParameterizedTest
        @CsvSource({"40, 180", "180, 40", "600, 60"})
        void knowsTheNewTimeAfterTwentyPods(double before, double after) {
            StartUps startUps = pods(pods(StartUps.none(), 200, before), 20, after);
            assertThat(learned(startUps)).isEqualTo(Duration.ofMillis(Math.round(1000 * after)));
        }

        @Test
        void isSlowAsSoonAsAFewAre() {
            StartUps startUps = pods(pods(StartUps.none(), 200, 40), 3, 180);
            assertThat(learned(startUps)).isEqualTo(Duration.ofSeconds(180));
        }

        /** With noise of a tenth, as between nodes of one kind, of the P90 that such pods have. */
        @Test
        void isWithinFifteenPercentAfterTwentyPodsWithNoise() {
            double spread = 0.1;
            for (double median : new double[] {40, 180}) {
                double truth = median * Math.exp(1.2816 * spread);
                int within = 0;
                int trials = 1_000;
                for (int trial = 0; trial < trials; trial++) {
                    SplittableRandom random = new SplittableRandom(20_261_103L + trial);
                    StartUps startUps = pods(StartUps.none(), 20, median == 40 ? 180 : 40);
                    for (int i = 0; i < 20; i++) {
                        startUps = pods(startUps, 1, median * Math.exp(spread * random.nextGaussian()));
                    }
                    double error = Math.abs(learned(startUps).toMillis() / 1000.0 - truth) / truth;
                    within += error <= 0.15 ? 1 : 0;
                }
                assertThat(within)
                        .as("of %d trials with pods of %s s", trials, median)
                        .isGreaterThan(trials * 98 / 100);
            }
        }
    }

    @Nested
    class Settings {
        @Test
        void refuseARangeThatIsNone() {
            assertThatThrownBy(() -> settings(60, 30))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("lowest ≤ highest");
        }

        @Test
        void knowTheLongestThatItCanBecome() {
            assertThat(DEFAULTS.longest()).isEqualTo(Duration.ofMinutes(30));
            assertThat(settings(30, 60).longest()).isEqualTo(Duration.ofMinutes(5));
        }
    }
}
