package io.predictivescaler.operator.cli;

import io.predictivescaler.forecasting.Recipe;
import io.predictivescaler.forecasting.evaluation.Contender;
import io.predictivescaler.forecasting.evaluation.NaiveLast;
import io.predictivescaler.forecasting.evaluation.SeasonalNaiveDay;
import io.predictivescaler.forecasting.evaluation.SeasonalNaiveWeek;
import io.predictivescaler.forecasting.evaluation.WeeklyMean;
import io.predictivescaler.forecasting.selection.Admission;
import io.predictivescaler.forecasting.series.Season;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What {@code backtest} can score, by the names of the option and of its output. */
sealed interface BacktestModel {
    /** The product's own. */
    BacktestModel BLEND = new Product("blend", Recipe.STANDARD);

    String label();

    /**
     * What is run.
     *
     * @param seasons those that the product or its member may follow; empty means those that it detects
     */
    BacktestPeer peer(List<Duration> seasons);

    /** The product's own, or one of its members alone. */
    record Product(String label, Recipe recipe) implements BacktestModel {
        static Product alone(String member) {
            return new Product(member, Recipe.STANDARD.alone(member));
        }

        @Override
        public BacktestPeer peer(List<Duration> seasons) {
            return new BacktestPeer.Product(recipe, seasons);
        }
    }

    /** What everybody can compute, for comparison. */
    enum Reference implements BacktestModel {
        NaiveLast("naive-last"),
        SnaiveDay("snaive-day"),
        SnaiveWeek("snaive-week"),
        WeeklyMean4("weekly-mean-4");

        private final String label;

        Reference(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public BacktestPeer peer(List<Duration> ofTheProduct) {
            return switch (this) {
                case NaiveLast -> of(new NaiveLast());
                case SnaiveDay -> of(new SeasonalNaiveDay(), Season.Day);
                case SnaiveWeek -> of(new SeasonalNaiveWeek(), Season.Week);
                case WeeklyMean4 -> of(new WeeklyMean(), Season.Week);
            };
        }

        private static BacktestPeer of(Contender contender, Season... seasons) {
            return new BacktestPeer.Reference(
                    contender, Arrays.stream(seasons).map(Season::length).toList());
        }
    }

    /** All there are: the product's own, the references, the members. */
    private static List<BacktestModel> all() {
        Stream<BacktestModel> members =
                Admission.labels(EnumSet.allOf(Season.class)).stream().map(Product::alone);
        return Stream.of(Stream.of(BLEND), Arrays.stream(Reference.values()), members)
                .<BacktestModel>flatMap(models -> models)
                .toList();
    }

    /** The names, for the help. */
    final class Labels extends ArrayList<String> {
        Labels() {
            super(all().stream().map(BacktestModel::label).toList());
        }
    }

    /** Finds the model of a name. */
    final class Converter implements ITypeConverter<BacktestModel> {
        @Override
        public BacktestModel convert(String text) {
            return all().stream()
                    .filter(model -> model.label().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is no model; take one of " + String.join(", ", new Labels())));
        }
    }
}
