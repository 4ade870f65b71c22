package io.predictivescaler.planning.leadtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StartUpTest {
    private static final Instant CREATED = Instant.parse("2026-11-03T08:00:00Z");

    private static Instant after(int seconds) {
        return CREATED.plusSeconds(seconds);
    }

    private static StartUp created(int secondsLater, int took) {
        return new StartUp("pod-" + secondsLater, after(secondsLater), Duration.ofSeconds(took));
    }

    @Nested
    class OfThreeClocks {
        @Test
        void takesTheNodesWordWhereItCanBeSo() {
            assertThat(StartUp.of("a", CREATED, after(40), after(42)))
                    .contains(new StartUp("a", CREATED, Duration.ofSeconds(40)));
        }

        @Test
        void takesTheOperatorsWhereTheNodesClockIsAhead() {
            assertThat(StartUp.of("a", CREATED, after(400), after(42)))
                    .contains(new StartUp("a", CREATED, Duration.ofSeconds(42)));
        }

        @Test
        void takesTheOperatorsWhereTheNodesClockIsBehind() {
            assertThat(StartUp.of("a", CREATED, after(-20), after(42)))
                    .contains(new StartUp("a", CREATED, Duration.ofSeconds(42)));
        }

        @Test
        void countsNothingWhereTheOperatorsClockIsBehindTheApiServers() {
            assertThat(StartUp.of("a", CREATED, after(40), after(-5))).isEmpty();
        }

        @Test
        void countsAPodThatIsReadyAtOnce() {
            assertThat(StartUp.of("a", CREATED, CREATED, CREATED)).contains(new StartUp("a", CREATED, Duration.ZERO));
        }

        @Test
        void isNeverNegative() {
            assertThatThrownBy(() -> new StartUp("a", CREATED, Duration.ofSeconds(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not negative");
        }
    }

    @Nested
    class Remembered {
        @Test
        void areTheTwentyThatWereCreatedLast() {
            StartUps startUps = StartUps.none();
            for (int i = 0; i < 50; i++) {
                startUps = startUps.with(created(i, 100 - i));
            }
            assertThat(startUps.latest())
                    .isEqualTo(IntStream.range(30, 50)
                            .mapToObj(i -> created(i, 100 - i))
                            .toList());
        }

        /** The slowest of one burst would be the last to be Ready, whatever was created before or after them. */
        @Test
        void areTheSameInWhateverOrderTheyBecameReady() {
            List<StartUp> burst =
                    IntStream.range(0, 40).mapToObj(i -> created(i, i)).toList();
            StartUps forwards = StartUps.none();
            StartUps backwards = StartUps.none();
            for (int i = 0; i < burst.size(); i++) {
                forwards = forwards.with(burst.get(i));
                backwards = backwards.with(burst.get(burst.size() - 1 - i));
            }
            assertThat(backwards).isEqualTo(forwards);
        }
    }
}
