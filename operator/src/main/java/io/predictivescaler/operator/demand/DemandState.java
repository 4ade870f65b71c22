package io.predictivescaler.operator.demand;

import io.predictivescaler.forecasting.FittedForecaster;
import io.predictivescaler.forecasting.quantile.MinuteNoise;
import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.planning.trust.TrustGate;
import io.predictivescaler.planning.trust.TrustSettings;
import java.time.Instant;
import java.util.List;

/**
 * What is known of one demand entry.
 *
 * @param history what was fetched so far, windows excluded by the user included
 * @param highest demand of it, windows excluded by the user not counted; 0 where nothing was seen
 * @param trust what its forecasts have proved
 * @param noise of the minutes that the query smooths over
 */
public record DemandState(
        Series history, double highest, Health health, Model model, Outlook outlook, Trust trust, MinuteNoise noise) {
    /** How the last fetch went. */
    public sealed interface Health {
        /** None has ended yet. */
        record Waiting() implements Health {}

        /**
         * It was read.
         *
         * @param lastSample the end of the last step that has a value
         * @param notes what the user should know of it all the same, each a sentence
         */
        record Available(Instant lastSample, List<String> notes) implements Health {
            public Available {
                notes = List.copyOf(notes);
            }
        }

        /**
         * It could not be read, or not usefully.
         *
         * @param tries failures in a row
         */
        record Failing(ConditionReason reason, String message, Instant since, int tries) implements Health {}
    }

    /** The model of the entry. */
    public sealed interface Model {
        /** None yet. */
        record Unfitted() implements Model {}

        /** One, brought up to date with every sample since. */
        record Fitted(FittedForecaster forecaster, Instant at) implements Model {}

        /**
         * The history does not suffice.
         *
         * @param at the end of that history
         */
        record Unforecastable(ConditionReason reason, String message, Instant at) implements Model {}
    }

    /** The last forecast that was issued. */
    public sealed interface Outlook {
        /** None yet. */
        record None() implements Outlook {}

        /**
         * One.
         *
         * @param expires when it stops having an opinion
         */
        record Issued(QuantileForecast forecast, Instant generatedAt, Instant expires) implements Outlook {}
    }

    /** What its forecasts have proved. */
    public sealed interface Trust {
        /** Not known yet: what they would have been in the past is still to be worked out. */
        record Unjudged(TrustSettings settings) implements Trust {}

        /** Judged, every window that is over. */
        record Judged(TrustGate gate) implements Trust {}
    }

    static DemandState initial(Series empty, TrustSettings settings) {
        return new DemandState(
                empty,
                0,
                new Health.Waiting(),
                new Model.Unfitted(),
                new Outlook.None(),
                new Trust.Unjudged(settings),
                MinuteNoise.NONE);
    }

    DemandState withHistory(Series newer, double newHighest) {
        return new DemandState(newer, newHighest, health, model, outlook, trust, noise);
    }

    DemandState withHealth(Health newer) {
        return new DemandState(history, highest, newer, model, outlook, trust, noise);
    }

    DemandState withModel(Model newer) {
        return new DemandState(history, highest, health, newer, outlook, trust, noise);
    }

    DemandState withOutlook(Outlook newer) {
        return new DemandState(history, highest, health, model, newer, trust, noise);
    }

    DemandState withTrust(Trust newer) {
        return new DemandState(history, highest, health, model, outlook, newer, noise);
    }

    DemandState withNoise(MinuteNoise newer) {
        return new DemandState(history, highest, health, model, outlook, trust, newer);
    }
}
