package io.predictivescaler.operator.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.planning.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoneTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(10);

    private static Calendar sale(int fromMinute, int toMinute, double factor) {
        return Calendar.of(List.of(new Calendar.Window(
                "sale", NOON.plusSeconds(60L * fromMinute), NOON.plusSeconds(60L * toMinute), factor, 0)));
    }

    @Test
    void dividesWhatWasMeasuredUnderAFactorByIt() {
        Series measured = Series.of(NOON, STEP, 100, 300, 300, 100);

        assertThat(Undone.factors(sale(10, 30, 3), measured)).isEqualTo(Series.of(NOON, STEP, 100, 100, 100, 100));
    }

    @Test
    void dividesAStepThatIsPartlyUnderItByItsShare() {
        Series measured = Series.of(NOON, STEP, 100, 200, 300);

        assertThat(Undone.factors(sale(15, 30, 3), measured)).isEqualTo(Series.of(NOON, STEP, 100, 100, 100));
    }

    @Test
    void keepsGaps() {
        BitSet missing = new BitSet();
        missing.set(1);
        Series measured = Series.of(NOON, STEP, new double[] {300, 0, 300}, missing);

        assertThat(Undone.factors(sale(0, 30, 3), measured))
                .isEqualTo(Series.of(NOON, STEP, new double[] {100, 0, 100}, missing));
    }

    @Test
    void isTheSeriesItselfWithoutACalendar() {
        Series measured = Series.of(NOON, STEP, 100, 300);

        assertThat(Undone.factors(Calendar.none(), measured)).isSameAs(measured);
    }
}
