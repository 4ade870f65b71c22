package io.predictivescaler.forecasting.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeWindowTest {
    private static final Instant EIGHT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant NINE = EIGHT.plus(Duration.ofHours(1));
    private static final Instant TEN = NINE.plus(Duration.ofHours(1));
    private final TimeWindow window = new TimeWindow(EIGHT, NINE);

    @Test
    void holdsItsStartAndNotItsEnd() {
        assertThat(window.contains(EIGHT)).isTrue();
        assertThat(window.contains(NINE.minusNanos(1))).isTrue();
        assertThat(window.contains(NINE)).isFalse();
        assertThat(window.contains(EIGHT.minusNanos(1))).isFalse();
    }

    @Test
    void doesNotOverlapWhatItOnlyTouches() {
        assertThat(window.overlaps(NINE, TEN)).isFalse();
        assertThat(window.overlaps(NINE.minusNanos(1), TEN)).isTrue();
        assertThat(new TimeWindow(NINE, TEN).overlaps(EIGHT, NINE)).isFalse();
    }

    @Test
    void isAsLongAsTheTimeBetween() {
        assertThat(window.length()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void refusesToEndBeforeItStarts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeWindow(NINE, NINE))
                .withMessageContaining("2026-03-02T09:00:00Z");
    }
}
