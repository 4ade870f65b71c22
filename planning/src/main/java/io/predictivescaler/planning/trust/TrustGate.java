package io.predictivescaler.planning.trust;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.planning.trust.Standing.Cause;
import io.predictivescaler.planning.trust.Standing.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets the forecasts of one demand entry through to the planner, or not.
 *
 * <p>Scored is what a plan uses: the planned percentile of the highest demand of each window, beside the best naive forecast of it, by
 * pinball loss. Trust is won when at least three days were scored and the lower bound of the skill is above the one asked for, and lost when
 * the upper bound is below it, unless that costs next to nothing. Three windows in a row outside all that was thought possible, or two hours of them astray, lose it at once,
 * and what came until 30 hours later is not scored: it has been judged. Lost trust comes back with two passes at least a day apart.
 */
public final class TrustGate {
    /** Three days, but for a few windows that are not known. */
    static final double LEAST_DAYS = 2.95;

    private static final Duration BETWEEN_PASSES = Duration.ofDays(1);
    private static final Duration JUDGED_EVERY = Duration.ofHours(3);

    private final TrustSettings settings;
    private final TrackRecord record;
    private final OpenForecasts open;
    private final Breaker breaker;
    private final Standing standing;
    private final Evidence evidence;

    private TrustGate(
            TrustSettings settings,
            TrackRecord record,
            OpenForecasts open,
            Breaker breaker,
            Standing standing,
            Evidence evidence) {
        this.settings = settings;
        this.record = record;
        this.open = open;
        this.breaker = breaker;
        this.standing = standing;
        this.evidence = evidence;
    }

    /** Before anything was forecast. */
    public static TrustGate unproven(TrustSettings settings) {
        return new TrustGate(
                settings,
                TrackRecord.empty(),
                OpenForecasts.none(),
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

    /** Why forecasts are distrusted, short enough for a decision; what they prove otherwise. */
    public String clause() {
        return new TrustMessage(settings, evidence).clause(standing);
    }

    /** The standing and all that it rests on, with numbers. */
    public String message() {
        return new TrustMessage(settings, evidence).of(standing);
    }

    /** After a forecast was issued: it is kept for the windows that start next and an hour after that, in place of an older one. */
    public TrustGate issued(QuantileForecast forecast) {
        return new TrustGate(settings, record, open.with(forecast, settings), breaker, standing, evidence);
    }

    /** Whether a window that something was forecast for is over at {@code end}; what came of it is then to be told by {@link #upTo}. */
    public boolean awaits(Instant end) {
        return open.anyBefore(settings.grid().at(end));
    }

    /** After more of the demand became known: every window that is over is judged. */
    public TrustGate upTo(Series history) {
        if (!awaits(history.end())) {
            return this;
        }
        WindowDemand demand = WindowDemand.of(history, settings.grid());
        return settledUpTo(demand, demand.end());
    }

    /** @param end the window after the last one that is over */
    TrustGate settledUpTo(WindowDemand demand, long end) {
        TrustGate gate = this;
        for (WindowForecast forecast : open.before(end)) {
            gate = gate.settled(forecast, demand);
        }
        return gate;
    }

    private TrustGate settled(WindowForecast forecast, WindowDemand demand) {
        OpenForecasts rest = open.after(forecast.window());
        double came = demand.highest(forecast.window());
        if (Double.isNaN(came)) {
            return new TrustGate(settings, record, rest, breaker, standing, evidence);
        }
        Instant now = demand.endOf(forecast.window());
        Optional<EarlyForecast> early = open.earlyOf(forecast.window());
        int strayed = early.map(said -> said.strayed(came, demand.usual())).orElse(0);
        Breaker next = breaker.after(forecast.isSurprisedBy(came), strayed, settings.grid(), now);
        Optional<Run> opening = breaker.isOpen() ? Optional.empty() : next.run(settings.grid());
        TrackRecord longer = record.with(forecast.window(), forecast.planned(), settings.kept());
        if (next.isSpoilt(now)) {
            longer = longer.spoiltFrom(
                    forecast.window() - opening.map(run -> run.windows() - 1).orElse(0));
        }
        Standing after = opening.map(run -> distrusted(broken(run, forecast, early, came), now))
                .orElse(standing);
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
                boolean harmless = enough && test.harmless();
                boolean fails = enough && !harmless && test.skill().high() < settings.minimumSkill();
                yield standingAfter(passes, passes || harmless, fails, now);
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

    private Cause broken(Run run, WindowForecast late, Optional<EarlyForecast> early, double came) {
        Instant at = settings.grid().startOf(late.window());
        return switch (run) {
            case Run.Surprises surprises -> new Cause.PatternBroken(run, at, came, late.lowest(), late.highest());
            case Run.Astray astray ->
                new Cause.PatternBroken(
                        run,
                        at,
                        came,
                        early.map(EarlyForecast::low).orElse(late.lowest()),
                        early.map(EarlyForecast::high).orElse(late.highest()));
        };
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
