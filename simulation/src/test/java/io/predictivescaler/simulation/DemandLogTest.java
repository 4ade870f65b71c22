package io.predictivescaler.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Demand of minute n is n, minutes 6 and 7 were not measured; half an hour. */
class DemandLogTest {
    private static final Instant START = Instant.parse("2026-03-05T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FIVE = Duration.ofMinutes(5);

    private final DemandLog log = DemandLog.pastOf(curve(START), minute(20));

    private static DemandCurve curve(Instant start) {
        double[] values = new double[30];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        BitSet missing = new BitSet();
        missing.set(6, 8);
        return new DemandCurve(start, MINUTE, values, missing);
    }

    private static Instant minute(double minute) {
        return START.plusMillis((long) (minute * 60_000));
    }

    @Test
    void tellsTheMeanUpToATime() {
        assertThat(log.mean(minute(20), FIVE)).hasValue(17); // minutes 15 to 19
        assertThat(log.mean(minute(5.5), MINUTE)).hasValue(4.5); // half of minute 4, half of minute 5
    }

    @Test
    void leavesOutWhatWasNotMeasured() {
        assertThat(log.mean(minute(8), FIVE)).hasValue(4); // minutes 3 to 5
        assertThat(log.mean(minute(8), Duration.ofMinutes(2))).isEmpty();
    }

    @Test
    void takesAWindowThatBeginsBeforeItForWhatThereIs() {
        assertThat(log.mean(minute(2), Duration.ofHours(1))).hasValue(0.5);
        assertThat(log.mean(START, FIVE)).isEmpty();
        assertThat(log.mean(minute(-5), FIVE)).isEmpty();
    }

    @Test
    void neverTellsOfWhatIsStillToCome() {
        Instant later = minute(20).plusSeconds(15);
        assertThat(log.mean(later, FIVE)).isEmpty();
        log.append();
        assertThat(log.end()).isEqualTo(later);
        assertThat(log.mean(later, Duration.ofSeconds(15))).hasValue(20);
        assertThat(log.mean(later.plusMillis(1), FIVE)).isEmpty();
    }

    @Test
    void onlyGrows() {
        log.advanceTo(minute(25));
        log.advanceTo(minute(10));
        assertThat(log.end()).isEqualTo(minute(25));
    }

    @Test
    void begunAnewIsALogOfItsOwn() {
        DemandLog other = log.begunAt(minute(10));
        other.append();
        assertThat(other.end()).isEqualTo(minute(10.25));
        assertThat(log.end()).isEqualTo(minute(20));
        assertThat(other.mean(minute(10), MINUTE)).hasValue(9);
        assertThat(other.mean(minute(20), MINUTE)).isEmpty();
    }

    @Test
    void endsWithItsCurve() {
        log.advanceTo(minute(500));
        assertThat(log.end()).isEqualTo(minute(30));
        assertThatThrownBy(log::append)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("demand is known until 2026-03-05T00:30:00Z, and no further");
    }

    @Test
    void measuresOnTheGridOfQuarterMinutesWhateverItsCurvesOwnIs() {
        DemandLog odd = DemandLog.pastOf(curve(START.plusSeconds(7)), minute(10));
        assertThat(odd.end()).isEqualTo(minute(10));
        // Measured at 1:00 and 1:15, when the curve's first step, until 1:07, and its second one held.
        assertThat(odd.mean(minute(1.5), Duration.ofSeconds(30))).hasValue(0.5);
    }
}
