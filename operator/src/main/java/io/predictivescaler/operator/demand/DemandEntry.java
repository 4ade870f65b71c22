package io.predictivescaler.operator.demand;

import io.predictivescaler.forecasting.FitOutcome;
import io.predictivescaler.forecasting.FittedForecaster;
import io.predictivescaler.forecasting.Forecaster;
import io.predictivescaler.forecasting.quantile.MinuteNoise;
import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.demand.DemandState.Health;
import io.predictivescaler.operator.demand.DemandState.Model;
import io.predictivescaler.operator.demand.DemandState.Outlook;
import io.predictivescaler.operator.demand.DemandState.Trust;
import io.predictivescaler.operator.demand.HistorySource.Fetch;
import io.predictivescaler.operator.metrics.QueryRange;
import io.predictivescaler.operator.metrics.RangeQuery;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.planning.trust.TrustGate;
import io.predictivescaler.planning.trust.TrustSettings;
import java.time.Duration;
import java.time.Instant;

/**
 * One demand entry of one followed resource: fetches, fits and forecasts. Refreshes come one at a time; a fit may run beside them,
 * so the state is only ever replaced under the entry's lock, and never while waiting for Prometheus or a fit.
 */
final class DemandEntry {
    /** A query that looks back no further shows every minute by itself. */
    private static final Duration SMOOTHING = Duration.ofMinutes(2);

    /** A day, so that every fit hears the same hours: 1,440 points, one small answer. */
    private static final Duration MINUTES_HEARD = Duration.ofDays(1);

    private static final Duration LEAST_STALENESS = Duration.ofMinutes(15);

    private final DemandSpec spec;
    private final ForecastPolicy policy;
    private final HistorySource source;
    private final Lessons lessons;
    private final Replays replays;
    private final Duration staleAfter;
    private final Backoff backoff;
    private Instant nextTry = Instant.MIN;
    /** Read and written by refreshes only, which come one at a time. */
    private Instant minutesHeard = Instant.EPOCH;

    private boolean fitting;
    private boolean replaying;
    private DemandState state;

    /** @param since from when on the entry is followed */
    DemandEntry(
            String namespace,
            DemandSpec spec,
            ForecastPolicy policy,
            TrustPolicy trust,
            DemandSources sources,
            Replays replays,
            Instant since) {
        this.spec = spec;
        this.policy = policy;
        this.replays = replays;
        this.lessons = new Lessons(policy.calendar(), spec.history().exclude(), since);
        this.source = new HistorySource(namespace, spec, sources);
        Duration step = spec.history().step();
        Duration twoStepsAndRange = step.multipliedBy(2).plus(QueryRange.of(spec.query()));
        this.staleAfter = twoStepsAndRange.compareTo(LEAST_STALENESS) > 0 ? twoStepsAndRange : LEAST_STALENESS;
        this.backoff = new Backoff((namespace + spec.query()).hashCode());
        this.state = DemandState.initial(Series.empty(Instant.EPOCH, step), trust.settings(step));
    }

    synchronized DemandState state() {
        return state;
    }

    DemandSpec spec() {
        return spec;
    }

    /**
     * Fetches what is new and forecasts from it.
     *
     * @return whether Prometheus was asked
     */
    boolean refresh(Instant now) {
        if (isLeftAlone(now)) {
            return false;
        }
        Instant to = RangeQuery.lastSteps(spec.query(), 1, spec.history().step(), now)
                .to();
        Series known = state().history();
        if (!known.isEmpty() && !known.end().isBefore(to) && state().health() instanceof Health.Available) {
            keepYoung(now);
            return false;
        }
        switch (source.upTo(to, known)) {
            case Fetch.Had had -> {
                accept(had, now);
                listenToMinutes(now);
            }
            case Fetch.Failed failed -> fail(failed.reason(), failed.message(), now);
        }
        return true;
    }

    /** As often as the model is fitted; when it cannot be had, what was known stands until then. */
    private void listenToMinutes(Instant now) {
        Duration range = QueryRange.of(spec.query());
        if (range.compareTo(SMOOTHING) < 0 || !policy.isRefitDue(minutesHeard, now)) {
            return;
        }
        minutesHeard = now;
        if (source.byTheMinute(MINUTES_HEARD, now) instanceof Fetch.Had had) {
            MinuteNoise noise =
                    MinuteNoise.within(had.history().without(spec.history().exclude()), range);
            synchronized (this) {
                state = state.withNoise(noise);
            }
        }
    }

    private synchronized boolean isLeftAlone(Instant now) {
        return now.isBefore(nextTry);
    }

    private synchronized void accept(Fetch.Had fetched, Instant now) {
        Series all = fetched.history();
        Series history = all.last(Math.toIntExact(spec.history().lookback().dividedBy(all.step())));
        state = state.withHistory(history, lessons.highest(history));
        Instant lastSample = history.lastPresent().stream()
                .mapToObj(index -> history.timeOf(index + 1))
                .findFirst()
                .orElse(Instant.EPOCH);
        if (lastSample.plus(staleAfter).isBefore(now)) {
            fail(
                    ConditionReason.StaleDemand,
                    "the last sample is from " + lastSample + ", more than " + Durations.format(staleAfter)
                            + " ago: check that the metric is still scraped and that the query still matches it",
                    now);
            return;
        }
        nextTry = Instant.MIN;
        state = state.withHealth(new Health.Available(lastSample, fetched.notes()));
        if (state.model() instanceof Model.Fitted fitted) {
            issue(fitted.forecaster(), fitted.at(), now);
        }
    }

    /** Within a long step nothing new is fetched, and the forecast must not expire for that. */
    private synchronized void keepYoung(Instant now) {
        if (state.model() instanceof Model.Fitted fitted
                && state.outlook() instanceof Outlook.Issued issued
                && issued.generatedAt().plus(policy.maxAge().dividedBy(2)).isBefore(now)) {
            issue(fitted.forecaster(), fitted.at(), now);
        }
    }

    /** Our own mistake: the entry goes on with what it last knew. */
    void broke(RuntimeException mistake, Instant now) {
        fail(
                ConditionReason.InternalError,
                "the operator failed on this entry (" + mistake + "): please report it",
                now);
    }

    /** Our own mistake in a fit: the last model serves on, and the next fit is due with new demand or at its usual time. */
    synchronized void fitBroke(RuntimeException mistake, Instant now) {
        Model after = switch (state.model()) {
            case Model.Fitted fitted -> new Model.Fitted(fitted.forecaster(), now);
            case Model.Unfitted unfitted -> unforecastable(mistake);
            case Model.Unforecastable without -> unforecastable(mistake);
        };
        state = state.withModel(after);
    }

    private Model unforecastable(RuntimeException mistake) {
        return new Model.Unforecastable(
                ConditionReason.InternalError,
                "the operator failed to fit it (" + mistake + "): please report it",
                state.history().end());
    }

    private synchronized void fail(ConditionReason reason, String message, Instant now) {
        Health.Failing failing = state.health() instanceof Health.Failing earlier
                ? new Health.Failing(reason, message, earlier.since(), earlier.tries() + 1)
                : new Health.Failing(reason, message, now, 1);
        state = state.withHealth(failing);
        nextTry = now.plus(backoff.after(failing.tries()));
    }

    /** Whether a fit should be started now; the caller then starts it. */
    synchronized boolean claimFit(Instant now) {
        boolean due = !fitting
                && state.history().present() > 0
                && switch (state.model()) {
                    case Model.Unfitted unfitted -> true;
                    case Model.Fitted fitted -> policy.isRefitDue(fitted.at(), now);
                    case Model.Unforecastable without -> state.history().end().isAfter(without.at());
                };
        fitting |= due;
        return due;
    }

    /** Fits the history as it stands, however long that takes, and forecasts from the fit. */
    void fit(Instant now) {
        try {
            Series history = state().history();
            var outcome = new Forecaster(policy.settings(history.start(), now)).fit(lessons.learnable(history));
            accept(outcome, history.end(), now);
        } finally {
            synchronized (this) {
                fitting = false;
            }
        }
    }

    private synchronized void accept(FitOutcome outcome, Instant end, Instant now) {
        switch (outcome) {
            case FitOutcome.Fitted fitted -> {
                FittedForecaster forecaster = state.model() instanceof Model.Fitted before
                        ? fitted.forecaster().succeeding(before.forecaster())
                        : fitted.forecaster();
                if (state.health() instanceof Health.Available) {
                    issue(forecaster, now, now);
                } else {
                    state = state.withModel(new Model.Fitted(forecaster, now));
                }
            }
            case FitOutcome.NoForecast none -> {
                ConditionReason reason = switch (none.reason()) {
                    case TooLittleHistory -> ConditionReason.TooLittleHistory;
                };
                state = state.withModel(new Model.Unforecastable(reason, none.message(), end));
            }
        }
    }

    private void issue(FittedForecaster forecaster, Instant fittedAt, Instant now) {
        Series history = state.history();
        FittedForecaster current = forecaster.updatedTo(lessons.learnable(history));
        Duration ahead = Duration.between(history.end(), now).plus(policy.horizon());
        int steps = Math.toIntExact(ahead.dividedBy(history.step()) + 1);
        QuantileForecast forecast = current.forecast(steps);
        state = state.withModel(new Model.Fitted(current, fittedAt))
                .withOutlook(new Outlook.Issued(forecast, now, now.plus(policy.maxAge())))
                .withTrust(
                        switch (state.trust()) {
                            case Trust.Unjudged unjudged -> unjudged;
                            case Trust.Judged judged ->
                                new Trust.Judged(settled(judged.gate()).issued(forecast));
                        });
    }

    /** What is judged by is worked out only where there is something to judge. */
    private TrustGate settled(TrustGate gate) {
        Series history = state.history();
        return gate.awaits(history.end()) ? gate.upTo(lessons.judgeable(history)) : gate;
    }

    /** Has forecasts judged by other settings from now on. */
    synchronized void judgeBy(TrustPolicy newer) {
        TrustSettings settings = newer.settings(spec.history().step());
        TrustSettings current = switch (state.trust()) {
            case Trust.Unjudged unjudged -> unjudged.settings();
            case Trust.Judged judged -> judged.gate().settings();
        };
        if (!settings.equals(current)) {
            state = state.withTrust(new Trust.Unjudged(settings));
        }
    }

    /** Whether past forecasts should be replayed now; the caller then has it done. */
    synchronized boolean claimReplay() {
        boolean due = !replaying && state.model() instanceof Model.Fitted && state.trust() instanceof Trust.Unjudged;
        replaying |= due;
        return due;
    }

    /** Judges what an earlier process, or nobody, has watched as if it had been, however long that takes. */
    void replay(Instant now) {
        try {
            if (state().trust() instanceof Trust.Unjudged unjudged) {
                Series history = state().history();
                judged(replays.of(
                        unjudged.settings(),
                        policy.settings(history.start(), now),
                        lessons.learnable(history),
                        lessons.judgeable(history)));
            }
        } finally {
            synchronized (this) {
                replaying = false;
            }
        }
    }

    /** Our own mistake in a replay: nothing is proved, and forecasts are judged from now on. */
    synchronized void replayBroke() {
        if (state.trust() instanceof Trust.Unjudged unjudged) {
            judged(TrustGate.unproven(unjudged.settings()));
        }
    }

    /** Unless other settings came meanwhile: then it is replayed once more. */
    private synchronized void judged(TrustGate gate) {
        if (state.trust() instanceof Trust.Unjudged unjudged
                && unjudged.settings().equals(gate.settings())) {
            state = state.withTrust(new Trust.Judged(gate.upTo(lessons.judgeable(state.history()))));
        }
    }
}
