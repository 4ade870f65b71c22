package io.predictivescaler.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteppedClockTest {
    private static final Instant START = Instant.parse("2026-03-05T00:00:00Z");

    private final SteppedClock clock = new SteppedClock(START);
    private final List<String> log = new ArrayList<>();

    private Runnable says(String what) {
        return () ->
                log.add(what + " at " + Duration.between(START, clock.now()).toSeconds());
    }

    private void idle() {
        says("idle").run();
    }

    @Test
    void standsStillUntilToldToAdvance() throws InterruptedException {
        clock.at(START, says("task"));
        assertThat(log).isEmpty();
        assertThat(clock.now()).isEqualTo(START);

        assertThat(clock.advanceTo(START.plusSeconds(15), () -> {})).isEqualTo(1);
        assertThat(log).containsExactly("task at 0");
        assertThat(clock.now()).isEqualTo(START.plusSeconds(15));
    }

    @Test
    void runsWhatIsDueInOrderAndWaitsForItsWorkBeforeTimeMovesOn() throws InterruptedException {
        clock.at(START.plusSeconds(20), says("late"));
        clock.at(START.plusSeconds(10), says("first"));
        clock.at(START.plusSeconds(10), says("second"));

        clock.advanceTo(START.plusSeconds(30), this::idle);

        assertThat(log)
                .containsExactly("idle at 0", "first at 10", "second at 10", "idle at 10", "late at 20", "idle at 20");
    }

    @Test
    void runsWhatWorkSchedulesForTheSameInstantOrOneBefore() throws InterruptedException {
        clock.at(START.plusSeconds(10), () -> clock.at(START.plusSeconds(5), says("overdue")));

        assertThat(clock.advanceTo(START.plusSeconds(30), () -> {})).isEqualTo(2);
        assertThat(log).containsExactly("overdue at 10");
    }

    @Test
    void leavesWhatIsDueLater() throws InterruptedException {
        clock.at(START.plusSeconds(31), says("later"));
        assertThat(clock.advanceTo(START.plusSeconds(30), () -> {})).isZero();
        assertThat(log).isEmpty();
    }

    @Test
    void refusesToGoBack() {
        assertThatThrownBy(() -> clock.advanceTo(START.minusSeconds(1), () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsOfWorkThatSetsItselfOffForEver() {
        class Restless implements Runnable {
            @Override
            public void run() {
                clock.at(clock.now(), this);
            }
        }
        clock.at(START, new Restless());
        assertThatThrownBy(() -> clock.advanceTo(START.plusSeconds(1), () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2026-03-05T00:00:00Z");
    }

    @Test
    void dropsWhatIsDueWhenItCloses() throws InterruptedException {
        clock.at(START, says("task"));
        clock.close();
        clock.at(START, says("another"));
        clock.advanceTo(START.plusSeconds(1), () -> {});
        assertThat(log).isEmpty();
    }
}
