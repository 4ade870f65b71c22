package io.predictivescaler.operator.cli;

import io.predictivescaler.forecasting.FitOutcome;
import io.predictivescaler.forecasting.FittedForecaster;
import io.predictivescaler.forecasting.ForecastSettings;
import io.predictivescaler.forecasting.Forecaster;
import io.predictivescaler.forecasting.Recipe;
import io.predictivescaler.forecasting.evaluation.Contender;
import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.spec.Durations;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** A model under test, in two steps that are timed apart: it is fitted to a history, and what was fitted forecasts. */
sealed interface BacktestPeer {
    Fit fit(Series history);

    /** What came of fitting. */
    sealed interface Fit {
        /**
         * It can forecast.
         *
         * @param seasons those that it follows
         */
        record Able(Prediction prediction, List<Duration> seasons) implements Fit {}

        /**
         * It has no forecast.
         *
         * @param reason a sentence
         */
        record Unable(String reason) implements Fit {}
    }

    /** P50, P90 and P95 of the steps after a history, one row a step. */
    @FunctionalInterface
    interface Prediction {
        double[][] rows(int horizon);
    }

    /**
     * The product's own forecaster.
     *
     * @param recipe what it is made of
     * @param seasons those that it may follow; empty means those that it detects
     */
    record Product(Recipe recipe, List<Duration> seasons) implements BacktestPeer {
        private static final List<QuantileLevel> SCORED =
                List.of(QuantileLevel.P50, QuantileLevel.P90, QuantileLevel.P95);

        public Product {
            seasons = List.copyOf(seasons);
        }

        @Override
        public Fit fit(Series history) {
            return switch (new Forecaster(new ForecastSettings(ZoneOffset.UTC, seasons), recipe).fit(history)) {
                case FitOutcome.Fitted fitted -> byTheRecipe(fitted.forecaster(), history);
                case FitOutcome.NoForecast none -> new Fit.Unable(none.message());
            };
        }

        /** Where a history does not admit the member asked for, another stands in for it; its scores are not the member's. */
        private Fit byTheRecipe(FittedForecaster forecaster, Series history) {
            for (String member : recipe.only()) {
                if (!forecaster.model().startsWith(member + " ")) {
                    return new Fit.Unable(member + " needs a longer history than "
                            + Durations.format(history.step().multipliedBy(history.length())));
                }
            }
            return new Fit.Able(horizon -> rows(forecaster, horizon), forecaster.seasons());
        }

        private static double[][] rows(FittedForecaster forecaster, int horizon) {
            QuantileForecast forecast = forecaster.forecast(horizon);
            double[][] rows = new double[horizon][SCORED.size()];
            for (int h = 0; h < horizon; h++) {
                for (int level = 0; level < SCORED.size(); level++) {
                    rows[h][level] = forecast.valueAt(h, SCORED.get(level));
                }
            }
            return rows;
        }
    }

    /** One that everybody can compute for comparison; it has nothing to fit. */
    record Reference(Contender contender, List<Duration> seasons) implements BacktestPeer {
        public Reference {
            seasons = List.copyOf(seasons);
        }

        @Override
        public Fit fit(Series history) {
            return new Fit.Able(horizon -> contender.forecast(history, horizon), seasons);
        }
    }
}
