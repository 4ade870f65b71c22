package io.predictivescaler.planning.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.predictivescaler.forecasting.FitOutcome;
import io.predictivescaler.forecasting.ForecastSettings;
import io.predictivescaler.forecasting.Forecaster;
import io.predictivescaler.forecasting.Predictability;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.planning.testkit.TraceFiles;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The gate over real traces, as far as they lie beside the repository: as they are, and with a day of them multiplied. Prints what it saw. */
@DisplayName("On real traces")
class RealBrokenPatternIT {
    private static final Duration LEAD_TIME = Duration.ofMinutes(6).plusSeconds(15);
    private static final Duration HOLD = Duration.ofMinutes(10);
    private static final Duration FOLLOWED = Duration.ofDays(21);
    private static final Duration AFTER = Duration.ofDays(6);

    private final List<String> lines = new ArrayList<>();
    private int badDays;
    private int inTime;
    private int forgiven;

    private static boolean isForecastable(Series history) {
        return new Forecaster(new ForecastSettings(ZoneOffset.UTC, List.of())).fit(history)
                        instanceof FitOutcome.Fitted fitted
                && !(fitted.forecaster().predictability(LEAD_TIME) instanceof Predictability.NotPredictable);
    }

    private static Series multiplied(Series series, Instant from, double factor) {
        double[] values = series.toArray(0);
        BitSet missing = new BitSet();
        for (int i = 0; i < values.length; i++) {
            boolean inside =
                    !series.timeOf(i).isBefore(from) && series.timeOf(i).isBefore(from.plus(Duration.ofDays(1)));
            values[i] *= inside ? factor : 1;
            missing.set(i, series.isMissing(i));
        }
        return Series.of(series.start(), series.step(), values, missing);
    }

    private void follow(Path file) {
        Series trace = TraceFiles.read(file);
        TrustSettings settings = new TrustSettings(
                WindowGrid.covering(LEAD_TIME.plus(HOLD), trace.step()), QuantileLevel.P90, Duration.ofDays(7), 0);
        Instant end = trace.end();
        Duration length = Duration.between(trace.start(), end);
        Instant from = end.minus(length.dividedBy(2).compareTo(FOLLOWED) < 0 ? length.dividedBy(2) : FOLLOWED);
        Watch whole = Watch.over(TrustGate.unproven(settings), trace, from);
        boolean forecastable = isForecastable(trace);
        lines.add(String.format(
                Locale.ROOT,
                "%-26s %s, at its end %-11s lost %d times in %.0f days, distrusted %.0f%% of them: %s",
                file.getFileName(),
                forecastable ? "forecastable    " : "not forecastable",
                whole.last().standing().getClass().getSimpleName(),
                whole.losses(),
                Duration.between(from, end).toHours() / 24.0,
                100 * whole.distrusted(),
                whole.last().message()));
        Instant began = lastWeekdayMorning(end.minus(AFTER).minus(Duration.ofDays(1)));
        if (!forecastable || length.compareTo(Duration.ofDays(20)) < 0) {
            return;
        }
        Watch before = Watch.over(
                TrustGate.unproven(settings), trace.slice(0, trace.indexOf(began)), began.minus(Duration.ofDays(10)));
        if (before.last().standing() instanceof Standing.Trusted) {
            for (double factor : new double[] {0.3, 3}) {
                badDay(multiplied(trace, began, factor), began, factor, before.last());
            }
        }
    }

    /** On a weekend there may be nothing to multiply. */
    private static Instant lastWeekdayMorning(Instant before) {
        OffsetDateTime morning = before.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .minusDays(1)
                .withHour(10);
        while (morning.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()) {
            morning = morning.minusDays(1);
        }
        return morning.toInstant();
    }

    private void badDay(Series trace, Instant began, double factor, TrustGate before) {
        Instant over = began.plus(Duration.ofDays(1));
        Watch watch = Watch.over(before, trace, began);
        Optional<Duration> lost = watch.first(began, Watch.Seen::isDistrusted);
        Optional<Duration> again = watch.first(over, seen -> !seen.isDistrusted());
        badDays++;
        boolean early =
                lost.filter(after -> after.compareTo(Duration.ofHours(4)) <= 0).isPresent();
        inTime += early ? 1 : 0;
        forgiven += early
                        && again.filter(after -> after.compareTo(Duration.ofDays(3)) <= 0)
                                .isPresent()
                ? 1
                : 0;
        lines.add(String.format(
                Locale.ROOT,
                "    times %.1f from %s: distrusted after %s, trusted again %s after the old pattern",
                factor,
                began,
                lost,
                again));
    }

    @Test
    void aMultipliedDayIsDistrustedAndForgivenOnMostThatCanBeForecast() {
        List<Path> traces = TraceFiles.all();
        assumeFalse(traces.isEmpty(), "skipped: there are no traces in " + TraceFiles.directory());

        traces.forEach(this::follow);

        System.out.println(String.join("\n", lines));
        System.out.println(inTime + " of " + badDays + " multiplied days distrusted within 4 hours, " + forgiven
                + " of " + inTime + " trusted again within 3 days");
        assertThat(badDays).isPositive();
        assertThat(inTime).isGreaterThanOrEqualTo(badDays * 3 / 4);
        assertThat(forgiven).isGreaterThanOrEqualTo(inTime * 3 / 4);
    }
}
