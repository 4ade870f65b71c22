package io.predictivescaler.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BacktestCommandIT {
    private static final List<String> SCORES = List.of("mase", "wape", "smape", "wql", "wql_by_quantile", "coverage");

    @TempDir
    private Path directory;

    private Path shop;

    @BeforeEach
    void aTraceOfFiveWeeks() {
        shop = BacktestTraces.hourly(directory.resolve("shop.csv"), 35, 1);
    }

    static ProgramRun run(Object... arguments) {
        String[] words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        return ProgramRun.of(
                settings -> {
                    throw new IllegalStateException("no operator here");
                },
                () -> {
                    throw new IllegalStateException("no cluster here");
                },
                Map.of(),
                words);
    }

    static JsonNode traces(ProgramRun run) {
        try {
            return new ObjectMapper().readTree(run.out()).get("traces");
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + run, e);
        }
    }

    private static JsonNode only(Object... arguments) {
        ProgramRun run = run(Stream.concat(Stream.of("backtest", "--json"), Stream.of(arguments))
                .toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(traces(run)).hasSize(1);
        return traces(run).get(0);
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Nested
    class Json {
        @Test
        void isOneObjectWithExactlyThePromisedKeys() throws IOException {
            ProgramRun run = run("backtest", "--trace", shop, "--json");

            assertThat(run.exitCode()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(keys(new ObjectMapper().readTree(run.out()))).containsExactly("traces");
            JsonNode trace = traces(run).get(0);
            assertThat(keys(trace))
                    .containsExactly(
                            "name",
                            "step_seconds",
                            "season_seconds",
                            "origins",
                            "horizon_steps",
                            "mase",
                            "wape",
                            "smape",
                            "wql",
                            "wql_by_quantile",
                            "coverage",
                            "first_hour",
                            "fit_millis_median",
                            "predict_millis_median",
                            "model");
            assertThat(keys(trace.get("first_hour"))).containsExactlyElementsOf(SCORES);
            for (JsonNode scores : List.of(trace, trace.get("first_hour"))) {
                assertThat(keys(scores.get("wql_by_quantile"))).containsExactly("0.5", "0.9", "0.95");
                assertThat(keys(scores.get("coverage"))).containsExactly("0.9", "0.95");
                assertThat(SCORES.subList(0, 4))
                        .allSatisfy(
                                key -> assertThat(scores.get(key).isNumber()).isTrue());
            }
        }

        @Test
        void saysWhatWasForecastAndByWhat() {
            JsonNode trace = only("--trace", shop);

            assertThat(trace.get("name").asText()).isEqualTo("shop");
            assertThat(trace.get("model").asText()).isEqualTo("blend");
            assertThat(trace.get("step_seconds").asInt()).isEqualTo(3600);
            assertThat(trace.get("season_seconds").asInt()).isIn(86_400, 604_800);
            assertThat(trace.get("origins").asInt()).isEqualTo(24);
            assertThat(trace.get("horizon_steps").asInt()).isEqualTo(24);
            assertThat(trace.get("fit_millis_median").asDouble()).isPositive();
            assertThat(trace.get("predict_millis_median").asDouble()).isPositive();
        }

        @Test
        void isTheSameForTheSameTracesApartFromTheTimes() {
            ObjectNode first = only("--trace", shop).deepCopy();
            ObjectNode second = only("--trace", shop).deepCopy();

            List<String> times = List.of("fit_millis_median", "predict_millis_median");
            assertThat(first.remove(times)).isEqualTo(second.remove(times));
        }

        @Test
        void hasNullWhereAScoreIsNoNumber() throws IOException {
            Path idle = BacktestTraces.moved(shop, directory.resolve("idle.csv"), 0, 0);

            JsonNode trace = only("--trace", idle);

            assertThat(trace.get("wape").isNull()).isTrue();
            assertThat(trace.get("mase").asDouble()).isZero();
        }
    }

    @Nested
    class Table {
        @Test
        void hasALineForEachTraceInTheirOrder() {
            Path bank = BacktestTraces.hourly(directory.resolve("bank-of-the-river.csv"), 35, 2);

            ProgramRun run = run("backtest", "--trace", shop, bank, "--model", "snaive-day");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out().lines().toList()).hasSize(5).satisfies(lines -> {
                assertThat(lines.get(0)).isEqualTo("model snaive-day");
                assertThat(lines.get(2)).contains("trace", "MASE", "wQL", "covers", "ms");
                assertThat(lines.get(3)).startsWith("shop  ").contains(" 1h ", " 1d ", " 24 ");
                assertThat(lines.get(4)).startsWith("bank-of-the-river ");
                assertThat(lines.get(3)).hasSameSizeAs(lines.get(2)).hasSameSizeAs(lines.get(4));
            });
        }

        @Test
        void saysAtHowManyOriginsThereWasNoForecast() {
            ProgramRun run = run("backtest", "--trace", shop, "--lookback", "1h");

            assertThat(run.exitCode()).isZero();
            assertThat(run.err()).contains("shop: no forecast at 24 of 24 origins, scored as snaive-day there");
        }
    }

    @Nested
    class Options {
        @ParameterizedTest
        @CsvSource({
            "--origins 8, origins, 8",
            "--horizon 6h, horizon_steps, 6",
            "--horizon 2d, horizon_steps, 48",
            "--season 1d, season_seconds, 86400",
            "--season 1w, season_seconds, 604800",
            "--model naive-last, season_seconds, 0",
            "--model snaive-day, season_seconds, 86400",
            "--model weekly-mean-4, season_seconds, 604800",
            "--model last-value, season_seconds, 0",
            "--model week-profile, season_seconds, 604800",
            "--model yesterday, season_seconds, 86400"
        })
        void decideWhatIsDone(String option, String key, int value) {
            String[] words = option.split(" ");
            assertThat(only("--trace", shop, words[0], words[1]).get(key).asInt())
                    .isEqualTo(value);
        }

        @Test
        void stepAveragesTheRows() throws IOException {
            Path fine = directory.resolve("fine.csv");
            StringBuilder text = new StringBuilder("timestamp,value\n");
            for (int i = 0; i < 10 * 288; i++) {
                text.append(Instant.ofEpochSecond(300L * i))
                        .append(',')
                        .append(i % 288)
                        .append('\n');
            }
            Files.writeString(fine, text);

            JsonNode trace = only("--trace", fine, "--step", "30m");

            assertThat(trace.get("step_seconds").asInt()).isEqualTo(1800);
            assertThat(trace.get("horizon_steps").asInt()).isEqualTo(48);
        }

        @Test
        void lookbackHidesWhatLiesFurtherBack() {
            double withFourDays = only("--trace", shop, "--lookback", "4d", "--model", "snaive-week")
                    .get("mase")
                    .asDouble();
            double byTheDay = only("--trace", shop, "--lookback", "4d", "--model", "snaive-day")
                    .get("mase")
                    .asDouble();
            double withAll =
                    only("--trace", shop, "--model", "snaive-week").get("mase").asDouble();

            assertThat(withFourDays).isEqualTo(byTheDay).isNotEqualTo(withAll);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                        backtest                                | Missing required option: '--trace=FILE'
                        backtest --trace                        | '--trace'
                        backtest --trace F --model prophet      | 'prophet' is no model; take one of blend, naive-last, snaive-day, snaive-week, weekly-mean-4, last-value,
                        backtest --trace F --origins 1          | --origins takes a number from 2 to 10000, not '1'
                        backtest --trace F --origins many       | --origins
                        backtest --trace F --horizon 0s         | --horizon takes a duration from 1m to 365d, not '0s'
                        backtest --trace F --horizon tomorrow   | 'tomorrow' is not a duration such as 90s, 5m or 1h30m
                        backtest --trace F --lookback 30s       | --lookback takes a duration from 1m to 365d, not '30s'
                        backtest --trace F --step 7m            | --step takes a duration from 1m to 1h that divides a day, such as 5m, 15m or 1h, not '7m'
                        backtest --trace F --step 2h            | not '2h'
                        backtest --trace F --season 2h          | --season takes 1h, 1d and 1w, not '2h'
                        backtest --trace F --season 1d --model snaive-day | --season is for the blend and its members; snaive-day has its own
                        backtest --trace F --season 1d --model week-profile | --season leaves out what week-profile follows; name that season too
                        """)
        void areRefusedWithAShortMessageAndCode2(String line, String message) {
            ProgramRun run = run((Object[]) line.replace(" F", " " + shop).split(" +"));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .startsWith("predictive-scaler: ")
                    .contains(message)
                    .doesNotContain("\tat ");
        }

        @Test
        void andExitCodesAreInTheHelp() {
            assertThat(run("backtest", "--help").out())
                    .contains("--lookback", "weekly-mean-4", "a trace that cannot be scored; the others were")
                    .containsIgnoringWhitespaces("the last 30 % of a trace");
        }
    }

    @Nested
    class ATraceThatCannotBeScored {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                        3   | line 73: the trace ends after 3d; a forecast of 1d that starts in the last 30 % takes 3d8h: take a longer trace
                        0.1 | line 3: the trace ends after 2h; a forecast of 1d
                        """)
        void forItsLengthSaysWhatItTakes(double days, String message) throws IOException {
            Path small = directory.resolve("small.csv");
            Files.write(small, Files.readAllLines(shop).subList(0, (int) (24 * days) + 1));

            ProgramRun run = run("backtest", "--trace", small);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains(small + ", " + message);
        }

        @Test
        void forItsGapsSaysSo() throws IOException {
            List<String> rows = new ArrayList<>(Files.readAllLines(shop));
            List<String> end = List.copyOf(rows.subList(rows.size() - 1, rows.size()));
            rows.subList(500, rows.size()).clear();
            rows.addAll(end);
            Path holed = Files.write(directory.resolve("holed.csv"), rows);

            assertThat(run("backtest", "--trace", holed).err())
                    .contains("line 501: too little of the last 30 % is there to score a forecast");
        }

        @Test
        void forStepsLongerThanTheHorizonSaysSo() {
            assertThat(run("backtest", "--trace", shop, "--horizon", "30m").err())
                    .contains("line 841: its steps of 1h are longer than --horizon 30m; forecast at least a step");
        }

        @ParameterizedTest
        @ValueSource(strings = {"--json", "--model=blend"})
        void leavesTheOthersScoredAndTheCodeAt2(String option) throws IOException {
            Path bad = Files.writeString(directory.resolve("bad.csv"), "timestamp,value\nnow,1\n");
            Path bank = BacktestTraces.hourly(directory.resolve("bank.csv"), 35, 2);

            ProgramRun run = run("backtest", "--trace", bad, shop, directory.resolve("absent.csv"), bank, option);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).contains("shop", "bank").doesNotContain("bad");
            assertThat(run.err().lines().toList())
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .startsWith("predictive-scaler: " + bad + ", line 2: 'now' is no timestamp;"),
                            second -> assertThat(second).startsWith("predictive-scaler: There is no trace "));
        }

        @Test
        void aloneStillGivesAnObject() {
            ProgramRun run = run("backtest", "--json", "--trace", directory.resolve("absent.csv"));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(traces(run)).isEmpty();
        }
    }

    @Nested
    class AModel {
        static List<String> names() {
            return new BacktestModel.Labels();
        }

        @ParameterizedTest
        @MethodSource("names")
        void isScoredUnderItsName(String name) {
            ProgramRun run = run("backtest", "--json", "--trace", shop, "--origins", 2, "--model", name);

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(traces(run).get(0).get("model").asText()).isEqualTo(name);
            assertThat(traces(run).get(0).get("mase").asDouble()).isBetween(0.1, 10.0);
        }

        @Test
        void aloneForecastsByItselfAndNotByTheBlend() {
            double yesterday = mase("--model", "yesterday");

            assertThat(yesterday).isCloseTo(mase("--model", "snaive-day"), within(1e-6));
            assertThat(mase("--model", "last-value")).isCloseTo(mase("--model", "naive-last"), within(1e-6));
            assertThat(mase()).isLessThan(0.9 * yesterday);
        }

        @Test
        void mayBeHeldToSeasons() {
            double everyDay = mase("--model", "day-profile-ratio", "--season", "1d");

            assertThat(mase("--model", "day-profile-ratio")).isLessThan(0.9 * everyDay); // it knows weekends
        }

        @Test
        void thatNeedsALongerHistoryDeclines() {
            ProgramRun run = run("backtest", "--trace", shop, "--model", "week-profile", "--lookback", "10d");

            assertThat(run.exitCode()).isZero();
            assertThat(run.err())
                    .contains("no forecast at 24 of 24 origins, scored as snaive-day there; the last time because"
                            + " week-profile needs a longer history than 10d");
        }

        @Test
        void hasAUniqueNameThatTheHelpLists() {
            assertThat(names()).doesNotHaveDuplicates().contains("harmonics");
            assertThat(run("backtest", "--help").out().replaceAll("\\s+", " "))
                    .contains("All names: " + String.join(", ", names()));
        }

        private double mase(Object... options) {
            return only(Stream.concat(Stream.of("--trace", shop), Stream.of(options))
                            .toArray())
                    .get("mase")
                    .asDouble();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"blend", "naive-last", "snaive-day", "snaive-week", "weekly-mean-4", "harmonics"})
    void scoresATraceTheSameUnderAnotherNameClockAndUnit(String model) {
        Path moved = BacktestTraces.moved(shop, directory.resolve("renamed.csv"), 35, 3.7);

        assertSameScores(only("--trace", shop, "--model", model), only("--trace", moved, "--model", model));
    }

    static void assertSameScores(JsonNode plain, JsonNode moved) {
        for (String key : List.of("mase", "wape", "smape", "wql")) {
            assertClose(plain, moved, "/" + key);
            assertClose(plain, moved, "/first_hour/" + key);
        }
        for (String level : List.of("0.9", "0.95")) {
            assertClose(plain, moved, "/coverage/" + level);
            assertClose(plain, moved, "/wql_by_quantile/" + level);
        }
    }

    private static void assertClose(JsonNode plain, JsonNode moved, String key) {
        double value = plain.at(key).asDouble();
        assertThat(moved.at(key).asDouble())
                .as("%s of %s", key, plain.get("name"))
                .isCloseTo(value, within(0.01 * value));
    }
}
