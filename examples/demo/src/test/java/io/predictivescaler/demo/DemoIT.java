package io.predictivescaler.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.predictivescaler.simulation.DemandCurve;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo with the real operator. */
class DemoIT {
    private static final Pattern RESULT = Pattern.compile("RESULT hpa_short_minutes=([0-9]+\\.[0-9]+)"
            + " operator_short_minutes=([0-9]+\\.[0-9]+) hpa_replica_hours=([0-9]+\\.[0-9]+)"
            + " operator_replica_hours=([0-9]+\\.[0-9]+)");
    private static final Demo.Terminal FILE = new Demo.Terminal(0, Palette.Plain);

    private static PrintStream into(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(Demo.run(EmbeddedOperator::start, into(out), FILE, arguments))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class ADay {
        private final String output = run("--days", "1");
        private final Matcher result = RESULT.matcher(output.lines().toList().getLast());

        private double number(int group) {
            assertThat(result.matches()).as(output).isTrue();
            return Double.parseDouble(result.group(group));
        }

        @Test
        void isAtMostHalfAsShortOfCapacityAsTheHpaAlone() {
            assertThat(number(1)).isPositive();
            assertThat(number(2)).isLessThanOrEqualTo(number(1) / 2);
        }

        @Test
        void costsAtMostAQuarterMoreReplicaHours() {
            assertThat(number(4)).isLessThanOrEqualTo(1.25 * number(3));
        }

        @Test
        void showsTheResourceAndTheThreeWays() {
            assertThat(output)
                    .contains("$ kubectl get predictivescalers -n shop", "NEXT-PEAK", "checkout   checkout   Enforce")
                    .contains("HPA alone  ", "HPA with the operator  ", "HPA above a constant floor of ");
        }

        @Test
        void isTheSameForTheSameSeed() {
            assertThat(run("--days", "1")).isEqualTo(output);
        }
    }

    @Test
    void bringsNothingWhenPrometheusAnswersWithAnotherWorkloadsDemand() throws IOException, InterruptedException {
        Scenario scenario = Traffic.scenario(1, 1);
        DemandCurve other = sixHoursLater(Traffic.scenario(2, 1).curve());
        try (Stage stage =
                        new Stage(new Stage.Settings(scenario, other, Duration.ofMinutes(3)), EmbeddedOperator::start);
                View view = new PlainView(into(new ByteArrayOutputStream()))) {
            Outcome outcome = stage.play(view);
            assertThat(outcome.alone().shortMinutes()).isPositive();
            assertThat(outcome.operator().shortMinutes())
                    .isCloseTo(outcome.alone().shortMinutes(), withPercentage(10));
        }
    }

    /** A workload as big and as regular, whose mornings begin after lunch. */
    private static DemandCurve sixHoursLater(DemandCurve curve) {
        Duration step = Duration.ofMinutes(1);
        double[] values = new double
                [Math.toIntExact(Duration.between(curve.start(), curve.end()).dividedBy(step))];
        for (int i = 0; i < values.length; i++) {
            values[i] = curve.at(curve.start().plus(step.multipliedBy(i)).minus(Duration.ofHours(6)));
        }
        return new DemandCurve(curve.start(), step, values, new BitSet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--days|0|--days 0 is out of range; live 1 to 60 days",
                "--startup|soon|'soon' is not a start-up time; write a duration from 1s to 30m",
                "--trace|absent.csv|There is no trace absent.csv"
            })
    void tellsAMistakeByOptionAndRemedy(String option, String value, String message) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(Demo.run(EmbeddedOperator::start, into(new ByteArrayOutputStream()), into(err), FILE, option, value))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"))
                .contains(message);
    }
}
