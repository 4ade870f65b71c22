package io.predictivescaler.operator.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.simulation.DemandCurve;
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

class TracedDemandIT {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("trace.csv"), text);
    }

    /** A row each step; where {@code value} gives nothing there is a gap. */
    private Path rows(Duration step, int count, LongFunction<String> value) throws IOException {
        StringBuilder text = new StringBuilder("timestamp,value\n");
        for (long i = 0; i < count; i++) {
            String cell = value.apply(i);
            if (!cell.isEmpty()) {
                text.append(START.plus(step.multipliedBy(i)))
                        .append(',')
                        .append(cell)
                        .append('\n');
            }
        }
        return file(text.toString());
    }

    private static DemandInput.Read read(Path file) {
        assertThat(TracedDemand.read(file)).isInstanceOf(DemandInput.Read.class);
        return (DemandInput.Read) TracedDemand.read(file);
    }

    private static String refusal(Path file) {
        assertThat(TracedDemand.read(file)).isInstanceOf(DemandInput.Unreadable.class);
        return ((DemandInput.Unreadable) TracedDemand.read(file)).message();
    }

    @Nested
    class AGoodTrace {
        @ParameterizedTest(name = "{0}")
        @CsvSource({"PT15S", "PT1M", "PT2M", "PT5M"})
        void keepsItsOwnGrid(Duration step) throws IOException {
            DemandInput.Read read = read(rows(step, (int) Duration.ofDays(2).dividedBy(step), i -> "" + i));
            DemandCurve curve = read.curve();
            assertThat(curve.step()).isEqualTo(step);
            assertThat(curve.start()).isEqualTo(START);
            assertThat(curve.end()).isEqualTo(START.plus(Duration.ofDays(2)));
            assertThat(curve.at(START.plus(step.multipliedBy(7)))).isEqualTo(7);
            assertThat(read.notes()).isEmpty();
        }

        @Test
        void saysThatNothingIsSeenWithinLongSteps() throws IOException {
            Path file = rows(Duration.ofHours(1), 48, i -> "" + i);
            assertThat(read(file).curve().step()).isEqualTo(Duration.ofHours(1));
            assertThat(read(file).notes())
                    .containsExactly(file + " has steps of 1h: between their middles demand is taken for a straight"
                            + " line, so that peaks within a step are not seen.");
        }

        @Test
        void goesOnAsItWasThroughAGap() throws IOException {
            Path file = rows(Duration.ofMinutes(1), 2880, i -> i >= 100 && i < 244 ? "" : i < 100 ? "2" : "4");
            DemandCurve curve = read(file).curve();
            Instant gap = START.plus(Duration.ofMinutes(150));
            assertThat(curve.at(gap)).isEqualTo(2);
            assertThat(curve.isMissing(gap)).isTrue();
            assertThat(read(file).notes())
                    .containsExactly("144 of 2880 steps of 1m are missing in " + file
                            + " (5.0 %): demand is taken to have gone on there as it was, unseen by the forecast.");
        }

        @Test
        void isAveragedWhenItsRowsLieOnNoGrid() throws IOException {
            StringBuilder text = new StringBuilder("timestamp,value\n");
            for (int i = 0; i < 2 * 2880; i++) {
                text.append(START.plusSeconds(30L * i + i % 2))
                        .append(',')
                        .append(i % 2 == 0 ? 10 : 30)
                        .append('\n');
            }
            Path file = file(text.toString());
            assertThat(read(file).curve().step()).isEqualTo(Duration.ofMinutes(1));
            assertThat(read(file).curve().at(START)).isEqualTo(20);
            assertThat(read(file).notes())
                    .containsExactly("The rows of " + file + " are as close as 29s and were averaged by 1m.");
        }
    }

    @Nested
    class ABadTrace {
        @Test
        void isRefusedByLineValueAndRemedy() throws IOException {
            Path file = file("timestamp,value\n2026-01-01T00:00:00Z,1\n2026-01-01T00:01:00Z,-3\n");
            assertThat(refusal(file))
                    .isEqualTo(file + ", line 3: '-3' is no demand; write a number that is not negative, or leave the"
                            + " row out.");
        }

        @Test
        void isRefusedWhenItsTimesDoNotRise() throws IOException {
            Path file = file("timestamp,value\n2026-01-01T00:01:00Z,1\n2026-01-01T00:00:00Z,3\n");
            assertThat(refusal(file))
                    .isEqualTo(file + ", line 3: 2026-01-01T00:00:00Z does not come after 2026-01-01T00:01:00Z in line"
                            + " 2; sort the rows by time, each time once.");
        }

        @Test
        void isRefusedWhenItIsEmpty() throws IOException {
            Path file = file("");
            assertThat(refusal(file))
                    .isEqualTo(file + ", line 1: the file is empty; the header is 'timestamp,value', and a row follows"
                            + " for each time.");
        }

        @Test
        void isRefusedWhenItIsNotThere() {
            Path absent = directory.resolve("absent.csv");
            assertThat(refusal(absent))
                    .isEqualTo("There is no trace " + absent + "; --trace takes the path of a CSV file.");
        }

        @Test
        void isRefusedWhenItIsTooShortToLearnAndToReplay() throws IOException {
            Path file = rows(Duration.ofMinutes(5), 12 * 36, i -> "1");
            assertThat(refusal(file))
                    .isEqualTo(
                            file + " covers 1.5 days, from 2026-01-01T00:00:00Z to 2026-01-02T12:00:00Z; a simulation"
                                    + " takes at least 2 days, one to learn from and one to replay: give a longer trace, with"
                                    + " demand in it.");
        }

        @Test
        void isRefusedWhenThereIsNoDemandInIt() throws IOException {
            Path file = rows(Duration.ofMinutes(5), 12 * 72, i -> "0");
            assertThat(refusal(file))
                    .isEqualTo(
                            file + " is 0 throughout; there is nothing to scale for: give a longer trace, with demand"
                                    + " in it.");
        }

        @Test
        void isRefusedWhenItsRowsAreDaysApart() throws IOException {
            Path file = rows(Duration.ofDays(1), 90, i -> "1");
            assertThat(refusal(file))
                    .isEqualTo(file + ": rows are 1d apart and never closer; an autoscaler acts within minutes, so give"
                            + " a trace by the hour or finer.");
        }

        @Test
        void isRefusedWhenATimestampIsFarOff() throws IOException {
            Path file =
                    file("timestamp,value\n2026-01-01T00:00:00Z,1\n2026-01-01T00:01:00Z,1\n9026-01-01T00:00:00Z,1\n");
            assertThat(refusal(file))
                    .isEqualTo(file + ": the trace spans 3681643681 steps of 1m, more than the 5000000 that can be"
                            + " replayed; check its timestamps, or cut it.");
        }
    }
}
