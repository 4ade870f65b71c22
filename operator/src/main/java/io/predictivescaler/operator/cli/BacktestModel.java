package io.predictivescaler.operator.cli;

import io.predictivescaler.forecasting.evaluation.Contender;
import io.predictivescaler.forecasting.evaluation.NaiveLast;
import io.predictivescaler.forecasting.evaluation.SeasonalNaiveDay;
import io.predictivescaler.forecasting.evaluation.SeasonalNaiveWeek;
import io.predictivescaler.forecasting.evaluation.WeeklyMean;
import io.predictivescaler.forecasting.series.Season;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What {@code backtest} can score, by the names of the option and of its output. */
enum BacktestModel {
    Blend("blend"),
    NaiveLast("naive-last"),
    SnaiveDay("snaive-day"),
    SnaiveWeek("snaive-week"),
    WeeklyMean4("weekly-mean-4");

    private final String label;

    BacktestModel(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** @param seasons those that the blend may follow; empty means those that it detects */
    BacktestPeer peer(List<Duration> seasons) {
        return switch (this) {
            case Blend -> new BacktestPeer.Product(seasons);
            case NaiveLast -> reference(new NaiveLast());
            case SnaiveDay -> reference(new SeasonalNaiveDay(), Season.Day);
            case SnaiveWeek -> reference(new SeasonalNaiveWeek(), Season.Week);
            case WeeklyMean4 -> reference(new WeeklyMean(), Season.Week);
        };
    }

    private static BacktestPeer reference(Contender contender, Season... seasons) {
        return new BacktestPeer.Reference(
                contender, Arrays.stream(seasons).map(Season::length).toList());
    }

    /** The names, for the help. */
    static final class Labels extends ArrayList<String> {
        Labels() {
            super(Arrays.stream(values()).map(BacktestModel::label).toList());
        }
    }

    static final class Converter implements ITypeConverter<BacktestModel> {
        @Override
        public BacktestModel convert(String text) {
            return Arrays.stream(values())
                    .filter(model -> model.label.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is no model; take one of "
                            + Arrays.stream(values()).map(BacktestModel::label).collect(Collectors.joining(", "))));
        }
    }
}
