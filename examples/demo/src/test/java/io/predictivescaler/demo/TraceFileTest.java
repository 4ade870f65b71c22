package io.predictivescaler.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.predictivescaler.operator.trace.UnusableTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceFileTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("trace.csv"), text);
    }

    /** Rows of 10 minutes; where {@code value} gives nothing there is a gap. */
    private Path rows(int days, LongFunction<String> value) throws IOException {
        StringBuilder text = new StringBuilder("timestamp,value\n");
        for (long i = 0; i < days * 144L; i++) {
            String cell = value.apply(i);
            if (!cell.isEmpty()) {
                text.append(START.plus(Duration.ofMinutes(10 * i)))
                        .append(',')
                        .append(cell)
                        .append('\n');
            }
        }
        return write(text.toString());
    }

    @Nested
    class AGoodTrace {
        @Test
        void isLivedForItsLastDaysAndRememberedForFourWeeksBefore() throws Exception {
            Scenario scenario = TraceFile.scenario(rows(40, i -> "1"), 5, 2000);
            assertThat(scenario.end()).isEqualTo(START.plus(Duration.ofDays(40)));
            assertThat(scenario.liveFrom()).isEqualTo(START.plus(Duration.ofDays(35)));
            assertThat(scenario.curve().start()).isEqualTo(START.plus(Duration.ofDays(7)));
        }

        @Test
        void isRememberedAsFarAsItReaches() throws Exception {
            Scenario scenario = TraceFile.scenario(rows(8, i -> "1"), 5, 2000);
            assertThat(scenario.curve().start()).isEqualTo(START);
        }

        @Test
        void isScaledSoThatItsLargestMeanIsThePeak() throws Exception {
            Scenario scenario = TraceFile.scenario(rows(8, i -> i == 900 ? "8" : "2"), 5, 2000);
            // A step of ten minutes has its value at its centre.
            assertThat(scenario.curve().at(START.plus(Duration.ofMinutes(9005))))
                    .isEqualTo(2000);
            assertThat(scenario.curve().at(START)).isEqualTo(500);
        }

        @Test
        void goesOnAsItWasThroughAGapWhichTheMetricsDoNotSee() throws Exception {
            Scenario scenario =
                    TraceFile.scenario(rows(8, i -> i >= 900 && i < 906 ? "" : i < 900 ? "2" : "4"), 5, 400);
            Instant gap = START.plus(Duration.ofMinutes(9030));
            assertThat(scenario.curve().at(gap)).isEqualTo(200);
            assertThat(scenario.curve().isMissing(gap)).isTrue();
            assertThat(scenario.curve().isMissing(START.plus(Duration.ofMinutes(9060))))
                    .isFalse();
        }
    }

    @Nested
    class ABadTrace {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "time;value|line 1: the header is 'time;value'; make it 'timestamp,value'",
                    "timestamp,value\\nyesterday,5|line 2: 'yesterday' is no timestamp; write it as",
                    "timestamp,value\\n2026-01-01T00:00:00Z,1\\n2026-01-01T00:01:00Z,-3|line 3: '-3' is no demand",
                    "timestamp,value\\n2026-01-01T00:00:00Z,NaN|line 2: 'NaN' is no demand",
                    "timestamp,value\\n2026-01-01T00:00:00Z|line 2: '2026-01-01T00:00:00Z' has 1 cells",
                    "timestamp,value\\n2026-01-01T00:01:00Z,1\\n2026-01-01T00:00:00Z,1|line 3: 2026-01-01T00:00:00Z does not come after",
                    "timestamp,value\\n2026-01-01T00:01:00Z,1|ends with 1 row",
                    "timestamp,value\\n2026-01-01T00:00:00Z,1\\n2026-01-01T00:03:00Z,1\\n2026-01-01T00:05:00Z,1|is not on a regular grid",
                    "timestamp,value\\n2026-01-01T00:00:00Z,1\\n2026-01-02T00:00:00Z,1|covers 2.0 days; to live 5 days of it"
                })
        void isRefusedByFileAndLineWithARemedy(String text, String message) throws IOException {
            Path file = write(text.replace("\\n", "\n"));
            assertThatThrownBy(() -> TraceFile.scenario(file, 5, 2000))
                    .isInstanceOf(UnusableTrace.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining(message);
        }

        @Test
        void isRefusedWhenItIsNotThere() {
            assertThatThrownBy(() -> TraceFile.scenario(directory.resolve("absent.csv"), 5, 2000))
                    .isInstanceOf(UnusableTrace.class)
                    .hasMessageStartingWith("There is no trace " + directory.resolve("absent.csv"));
        }

        @Test
        void isRefusedWhenThereIsNoDemandInIt() throws IOException {
            Path file = rows(8, i -> "0");
            assertThatThrownBy(() -> TraceFile.scenario(file, 5, 2000))
                    .isInstanceOf(UnusableTrace.class)
                    .hasMessageContaining("is 0 throughout");
        }
    }
}
