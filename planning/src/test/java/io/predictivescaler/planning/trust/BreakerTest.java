package io.predictivescaler.planning.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.trust.Standing.Run;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerTest {
    private static final WindowGrid GRID = new WindowGrid(Duration.ofMinutes(20));
    private static final Instant START = Instant.parse("2026-11-03T11:00:00Z");

    private Breaker breaker = Breaker.closed();
    private Instant now = START;

    private void window(boolean surprised, int strayed) {
        now = now.plus(GRID.every());
        breaker = breaker.after(surprised, strayed, GRID, now);
    }

    private void windows(int count, boolean surprised, int strayed) {
        for (int i = 0; i < count; i++) {
            window(surprised, strayed);
        }
    }

    @Test
    void opensAtTheThirdSurpriseInARow() {
        windows(2, true, 0);
        assertThat(breaker.isOpen()).isFalse();

        window(true, 0);

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.run(GRID)).contains(new Run.Surprises(3));
    }

    @Test
    void staysClosedWhenASurpriseIsFollowedByNone() {
        for (int i = 0; i < 20; i++) {
            windows(2, true, 0);
            window(false, 0);
        }
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void opensAfterTwoHoursAstrayOnOneSide() {
        windows(5, false, -1);
        assertThat(breaker.isOpen()).isFalse();

        window(false, -1);

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.run(GRID)).contains(new Run.Astray(6));
    }

    @Test
    void staysClosedWhenWindowsGoAstrayToEitherSide() {
        for (int i = 0; i < 20; i++) {
            windows(5, false, -1);
            windows(5, false, 1);
        }
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void closesAfterThreeCalmWindowsAndSpoilsThirtyHours() {
        windows(3, true, 1);
        Instant opened = now;
        windows(2, false, 0);
        window(false, 1);
        windows(2, false, 0);
        assertThat(breaker.isOpen()).isTrue();

        window(false, 0);

        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.isSpoilt(opened.plus(Duration.ofHours(30)).minusSeconds(1)))
                .isTrue();
        assertThat(breaker.isSpoilt(opened.plus(Duration.ofHours(30)))).isFalse();
    }

    @ParameterizedTest(name = "windows of {0}m: {1}")
    @CsvSource({"15, 8", "20, 6", "30, 4", "40, 3", "60, 3", "180, 3"})
    void asksForTwoHoursAstrayAndAtLeastThreeWindows(int minutes, int windows) {
        assertThat(new WindowGrid(Duration.ofMinutes(minutes)).astrayInARow()).isEqualTo(windows);
    }
}
