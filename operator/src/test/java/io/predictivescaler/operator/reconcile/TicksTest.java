package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.testkit.SteppedTimekeeping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final ResourceKey KEY = new ResourceKey("shop", "checkout");

    private final SteppedTimekeeping time = new SteppedTimekeeping(NOW);
    private final List<Instant> looks = new ArrayList<>();
    private final List<Instant> wakes = new ArrayList<>();
    private final Ticks ticks =
            new Ticks(time, Duration.ofMinutes(10), key -> looks.add(time.now()), key -> wakes.add(time.now()));

    private void pass(Duration length) {
        time.advance(length, () -> {});
    }

    @Test
    void looksOnceInEachInterval() {
        ticks.ensure(KEY);
        ticks.ensure(KEY);

        pass(Duration.ofMinutes(10));

        assertThat(looks).hasSize(1);
        assertThat(wakes).isEmpty();
    }

    @Test
    void wakesWhenAskedToAndOnlyOnce() {
        Instant at = NOW.plusSeconds(90);
        ticks.wake(KEY, at);
        ticks.wake(KEY, at);

        pass(Duration.ofHours(1));

        assertThat(wakes).containsExactly(at);
    }

    @Test
    void wakesAtTheLastMomentThatWasAskedFor() {
        ticks.wake(KEY, NOW.plusSeconds(90));
        ticks.wake(KEY, NOW.plusSeconds(30));
        ticks.wake(KEY, NOW.plusSeconds(60));

        pass(Duration.ofHours(1));

        assertThat(wakes).containsExactly(NOW.plusSeconds(60));
    }

    @Test
    void doesNotWakeWhatIsForgotten() {
        ticks.wake(KEY, NOW.plusSeconds(90));
        ticks.forget(KEY);

        pass(Duration.ofHours(1));

        assertThat(wakes).isEmpty();
    }
}
