package io.predictivescaler.planning.trust;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.planning.trust.Standing.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the forecasts of one demand entry through to the planner, or not.
 *
 * <p>Scored is what a plan uses: the planned percentile of the highest demand of each window, beside the best naive forecast of it, by
 * pinball loss. Trust is won when at least three days were scored and the lower bound of the skill is above the one asked for, and lost when
 * the upper bound is below it. Three windows in a row outside all that was thought possible lose it at once, and what came until
 * 36 hours later is not scored: it has been judged. Lost trust comes back with two passes at least a day apart.
 */
public final class TrustGate {
    /** Three days, but for a few windows that are not known. */
    static final double LEAST_DAYS = 2.95;

    private static final Duration BETWEEN_PASSES = Duration.ofDays(1);
    private static final Duration JUDGED_EVERY = Duration.ofHours(1);
    private static final int MOST_OPEN = 8;

    private final TrustSettings settings;
    private final TrackRecord record;
    private final List<WindowForecast> open;
    private final Breaker breaker;
    private final Standing standing;
    private final Evidence evidence;

    private TrustGate(
            TrustSettings settings,
            TrackRecord record,
            List<WindowForecast> open,
            Breaker breaker,
            Standing standing,
            Evidence evidence) {
        this.settings = settings;
        this.record = record;
        this.open = List.copyOf(open);
        this.breaker = breaker;
        this.standing = standing;
        this.evidence = evidence;
    }

    /** Before anything was forecast. */
    public static TrustGate unproven(TrustSettings settings) {
        return new TrustGate(
                settings,
                TrackRecord.empty(),
                List.of(),
                Breaker.closed(),
                new Standing.Unproven(),
                new Evidence.None());
    }

    public TrustSettings settings() {
        return settings;
    }

    public Standing standing() {
        return standing;
    }

    public Evidence evidence() {
        return evidence;
    }

    /** The standing and what it rests on, as one clause with numbers. */
    public String message() {
        return new TrustMessage(settings, evidence).of(standing);
    }

    /** After a forecast was issued: it is kept for the window that starts next, in place of an older one. */
    public TrustGate issued(QuantileForecast forecast) {
        return WindowForecast.of(forecast, settings.percentile(), settings.grid())
                .map(this::expecting)
                .orElse(this);
    }

    private TrustGate expecting(WindowForecast newer) {
        List<WindowForecast> expected = new ArrayList<>(open);
        expected.removeIf(known -> known.window() >= newer.window());
        expected.add(newer);
        return new TrustGate(
                settings,
                record,
                expected.subList(Math.max(0, expected.size() - MOST_OPEN), expected.size()),
                breaker,
                standing,
                evidence);
    }

    /** After more of the demand became known: every window that is over is judged. */
    public TrustGate upTo(Series history) {
        if (open.isEmpty() || open.getFirst().window() >= settings.grid().at(history.end())) {
            return this;
        }
        WindowDemand demand = WindowDemand.of(history, settings.grid());
        return settledUpTo(demand, demand.end());
    }

    /** @param end the window after the last one that is over */
    TrustGate settledUpTo(WindowDemand demand, long end) {
        TrustGate gate = this;
        for (WindowForecast forecast : open) {
            if (forecast.window() < end) {
                gate = gate.settled(forecast, demand);
            }
        }
        return gate;
    }

    private TrustGate settled(WindowForecast forecast, WindowDemand demand) {
        List<WindowForecast> rest = open.stream()
                .filter(other -> other.window() != forecast.window())
                .toList();
        double came = demand.highest(forecast.window());
        if (Double.isNaN(came)) {
            return new TrustGate(settings, record, rest, breaker, standing, evidence);
        }
        Instant now = demand.endOf(forecast.window());
        Breaker next = breaker.after(forecast.isSurprisedBy(came), now);
        boolean opens = next.isOpen() && !breaker.isOpen();
        TrackRecord longer = record.with(forecast.window(), forecast.planned(), settings.kept());
        if (next.isSpoilt(now)) {
            longer = longer.spoiltFrom(opens ? forecast.window() - Breaker.IN_A_ROW + 1 : forecast.window());
        }
        Standing after = opens ? distrusted(broken(forecast, came), now) : standing;
        TrustGate settled = new TrustGate(settings, longer, rest, next, after, evidence);
        boolean due = now.toEpochMilli() % JUDGED_EVERY.toMillis() == 0;
        return due ? settled.judged(demand, forecast.window() + 1, now) : settled;
    }

    /** @param end the window after the last one to be scored */
    private TrustGate judged(WindowDemand demand, long end, Instant now) {
        Evidence found = BackTestedSkill.of(record, demand, settings, end);
        Standing after = switch (found) {
            case Evidence.None none -> standing;
            case Evidence.NothingToBeat exact -> standingAfter(false, exact.days() >= LEAST_DAYS, false, now);
            case Evidence.BackTest test -> {
                boolean enough = test.skill().days() >= LEAST_DAYS;
                boolean passes = enough && test.skill().low() > settings.minimumSkill();
                boolean fails = enough && test.skill().high() < settings.minimumSkill();
                yield standingAfter(passes, passes, fails, now);
            }
        };
        return new TrustGate(settings, record, open, breaker, after, found);
    }

    /** @param recovers whether this is a pass for what had been trusted before: where there is nothing to beat, an old pattern is back */
    private Standing standingAfter(boolean passes, boolean recovers, boolean fails, Instant now) {
        return switch (standing) {
            case Standing.Unproven unproven ->
                passes ? new Standing.Trusted() : fails ? distrusted(new Cause.NoSkill(), now) : unproven;
            case Standing.Trusted trusted -> fails ? distrusted(new Cause.NoSkill(), now) : trusted;
            case Standing.Distrusted distrusted ->
                breaker.isSpoilt(now) ? distrusted : comingBack(distrusted, recovers, fails, now);
        };
    }

    private Cause broken(WindowForecast forecast, double came) {
        Instant at = settings.grid().startOf(forecast.window());
        return new Cause.PatternBroken(at, came, forecast.lowest(), forecast.highest());
    }

    /** Distrusted without a pass; since the first cause, when there are several. */
    private Standing distrusted(Cause cause, Instant now) {
        return new Standing.Distrusted(
                cause, standing instanceof Standing.Distrusted already ? already.since() : now, Instant.MAX);
    }

    private static Standing comingBack(Standing.Distrusted distrusted, boolean passes, boolean fails, Instant now) {
        if (fails) {
            return new Standing.Distrusted(distrusted.cause(), distrusted.since(), Instant.MAX);
        }
        if (!passes) {
            return distrusted;
        }
        if (!distrusted.hasPassed()) {
            return new Standing.Distrusted(distrusted.cause(), distrusted.since(), now);
        }
        return now.isBefore(distrusted.firstPass().plus(BETWEEN_PASSES)) ? distrusted : new Standing.Trusted();
    }
}
