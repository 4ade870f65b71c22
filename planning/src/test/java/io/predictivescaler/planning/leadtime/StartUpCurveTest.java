package io.predictivescaler.planning.leadtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StartUpCurveTest {
    private static List<Duration> seconds(double... seconds) {
        return Arrays.stream(seconds)
                .mapToObj(each -> Duration.ofMillis(Math.round(1000 * each)))
                .toList();
    }

    private static Duration percentile(int percentile, List<Duration> ready, List<Duration> waiting) {
        return new StartUpCurve(ready, waiting).at(QuantileLevel.ofPercentile(percentile));
    }

    @Nested
    class WithoutPodsThatWait {
        /** By hand: the i-th of nine stands at i/10. */
        @Test
        void isTheExpectedShareOfEachRank() {
            List<Duration> nine = seconds(9, 3, 5, 1, 7, 2, 8, 4, 6);
            assertThat(percentile(50, nine, List.of())).isEqualTo(Duration.ofSeconds(5));
            assertThat(percentile(90, nine, List.of())).isEqualTo(Duration.ofSeconds(9));
            assertThat(percentile(85, nine, List.of())).isEqualTo(Duration.ofMillis(8_500));
        }

        @Test
        void isTheSlowestWhereFewerAreKnownThanThePercentileAsksFor() {
            assertThat(percentile(90, seconds(40, 50, 45), List.of())).isEqualTo(Duration.ofSeconds(50));
        }

        @Test
        void isTheFastestBelowItsOwnShare() {
            assertThat(percentile(50, seconds(40), List.of())).isEqualTo(Duration.ofSeconds(40));
        }

        @Test
        void ofNoPodsThereIsNone() {
            assertThatThrownBy(() -> new StartUpCurve(List.of(), seconds(3)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class WithPodsThatWait {
        private final List<Duration> ready = seconds(40, 41, 42, 43, 44, 45, 46, 47, 48, 49);

        @Test
        void areNotFastForBeingYoung() {
            List<Duration> young = seconds(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
            assertThat(percentile(50, ready, young)).isEqualTo(percentile(50, ready, List.of()));
            assertThat(percentile(90, ready, young)).isEqualTo(percentile(90, ready, List.of()));
        }

        /** By hand: with twelve at risk the shares are 1 − 12/13 × 11/12 × …: after six 1 − 7/13, after the seventh 1 − 6/13. */
        @Test
        void countAmongThoseThatTakeLonger() {
            assertThat(percentile(50, ready, seconds(300, 301)))
                    .isCloseTo(Duration.ofMillis(45_500), Duration.ofMillis(1));
        }

        @Test
        void makeItAsLongAsTheyWaitWhereTooFewAreKnownToBeFaster() {
            assertThat(percentile(90, ready, seconds(300, 301))).isEqualTo(Duration.ofSeconds(301));
        }

        @Test
        void doNotMatterWhereEnoughAreKnownToBeFaster() {
            List<Duration> twenty = new ArrayList<>(ready);
            twenty.addAll(ready);
            assertThat(percentile(90, twenty, seconds(3_000))).isLessThanOrEqualTo(Duration.ofSeconds(49));
        }
    }

    @Nested
    class OnRandomPods {
        private static final long SEED = 20_261_103;

        /** {@code share} of them still wait, at ages up to what they take. */
        private static void split(
                SplittableRandom random, double share, int pods, List<Duration> ready, List<Duration> waiting) {
            for (int i = 0; i < pods; i++) {
                double took = 100 * Math.exp(0.3 * random.nextGaussian());
                if (random.nextDouble() < share) {
                    waiting.addAll(seconds(took * random.nextDouble()));
                } else {
                    ready.addAll(seconds(took));
                }
            }
        }

        @Test
        void onePodMoreThatWaitsNeverMakesItShorter() {
            for (int trial = 0; trial < 2_000; trial++) {
                long seed = SEED + trial;
                SplittableRandom random = new SplittableRandom(seed);
                List<Duration> ready = new ArrayList<>();
                List<Duration> waiting = new ArrayList<>();
                split(random, 0.3, 2 + random.nextInt(30), ready, waiting);
                if (ready.isEmpty()) {
                    continue;
                }
                List<Duration> more = new ArrayList<>(waiting);
                more.addAll(seconds(300 * random.nextDouble()));
                for (int level : new int[] {50, 75, 90, 99}) {
                    assertThat(percentile(level, ready, more))
                            .as("seed %d, P%d", seed, level)
                            .isGreaterThanOrEqualTo(percentile(level, ready, waiting));
                }
            }
        }

        @Test
        void growsWithThePercentile() {
            for (int trial = 0; trial < 500; trial++) {
                long seed = SEED + trial;
                SplittableRandom random = new SplittableRandom(seed);
                List<Duration> ready = new ArrayList<>(seconds(90));
                List<Duration> waiting = new ArrayList<>();
                split(random, 0.2, 20, ready, waiting);
                Duration last = Duration.ZERO;
                for (int level = 50; level < 100; level++) {
                    Duration at = percentile(level, ready, waiting);
                    assertThat(at).as("seed %d, P%d", seed, level).isGreaterThanOrEqualTo(last);
                    last = at;
                }
            }
        }

        /** On average nine pods in ten are Ready within the P90 of twenty; of the eighteenth alone it would be 86 %. */
        @Test
        void ninetyPercentAreReadyWithinItsP90() {
            SplittableRandom random = new SplittableRandom(SEED);
            double share = DoubleStream.generate(() -> {
                        List<Duration> ready = new ArrayList<>();
                        for (int i = 0; i < 20; i++) {
                            ready.addAll(seconds(1_000 * random.nextDouble()));
                        }
                        return percentile(90, ready, List.of()).toMillis() / 1_000_000.0;
                    })
                    .limit(4_000)
                    .average()
                    .orElseThrow();
            assertThat(share).as("seed %d", SEED).isBetween(0.895, 0.905);
        }

        /** Pods that wait are not left out: of those that are Ready already the fast ones are too many. */
        @Test
        void seesThroughARaiseOfWhichOnlyTheFastPodsAreReady() {
            SplittableRandom random = new SplittableRandom(SEED);
            double seen = 0;
            double onlyReady = 0;
            for (int trial = 0; trial < 500; trial++) {
                List<Duration> ready = new ArrayList<>(seconds(95));
                List<Duration> waiting = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    double took = 100 * Math.exp(0.3 * random.nextGaussian());
                    (took < 100 ? ready : waiting).addAll(seconds(Math.min(took, 100)));
                }
                seen += percentile(50, ready, waiting).toMillis() / 1000.0 / 500;
                onlyReady += percentile(50, ready, List.of()).toMillis() / 1000.0 / 500;
            }
            assertThat(seen).as("seed %d", SEED).isBetween(95.0, 101.0);
            assertThat(onlyReady).isLessThan(87);
        }
    }
}
