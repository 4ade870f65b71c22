package io.predictivescaler.operator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.predictivescaler.forecasting.series.Series;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceIT {
    private static final Instant START = Instant.parse("2026-01-01T00:02:00Z");

    @TempDir
    private Path directory;

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("shop.csv"), text);
    }

    /** Rows with values 0, 1, 2 … */
    private Path rows(Duration apart, int count) throws IOException {
        Path file = directory.resolve("shop.csv");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("timestamp,value\n");
            for (int i = 0; i < count; i++) {
                out.write(START.plus(apart.multipliedBy(i)) + "," + i + "\n");
            }
        }
        return file;
    }

    @Nested
    class IsBroughtToAGrid {
        @Test
        void ofItsOwnStepAlignedToTheEpoch() throws Exception {
            Series series = Trace.read(rows(Duration.ofHours(1), 5)).series();

            assertThat(series)
                    .isEqualTo(Series.of(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofHours(1), 0, 1, 2, 3, 4));
        }

        @Test
        void ofFiveMinutesWhereRowsAreCloserAsTheirMeans() throws Exception {
            Series series = Trace.read(rows(Duration.ofMinutes(1), 9)).series();

            assertThat(series)
                    .isEqualTo(Series.of(
                            Instant.parse("2026-01-01T00:00:00Z"),
                            Duration.ofMinutes(5),
                            (0 + 1 + 2) / 3.0,
                            (3 + 4 + 5 + 6 + 7) / 5.0,
                            8));
        }

        @Test
        void ofTheStepThatIsAskedFor() throws Exception {
            Path file = rows(Duration.ofMinutes(10), 12);

            assertThat(Trace.read(file, Duration.ofMinutes(30)).series().length())
                    .isEqualTo(4);
            assertThat(Trace.read(file, Duration.ofMinutes(30)).series().valueAt(1))
                    .isEqualTo(4);
        }

        @Test
        void inWhichAStepWithoutARowIsMissing() throws Exception {
            Series series = Trace.read(write("""
                            timestamp,value
                            2026-01-01T00:00:00Z,1
                            2026-01-01T00:10:00Z,2
                            2026-01-01T00:15:00Z,0
                            """)).series();

            assertThat(series.step()).hasMinutes(5);
            assertThat(series.isMissing(1)).isTrue();
            assertThat(series.valueAt(3)).isZero();
        }

        @Test
        void whenItsFirstRowsAreFarApartAndLaterOnesClose() throws Exception {
            Series series = Trace.read(write("""
                            timestamp,value
                            2026-01-01T00:00:00Z,1
                            2026-01-01T02:00:00Z,2
                            2026-01-01T02:01:00Z,4
                            """)).series();

            assertThat(series.step()).hasMinutes(5);
            assertThat(series.length()).isEqualTo(25);
            assertThat(series.valueAt(24)).isEqualTo(3);
        }
    }

    @Test
    void isNamedByItsFileAndKnowsItsLastLine() throws Exception {
        Trace trace = Trace.read(rows(Duration.ofMinutes(5), 3));

        assertThat(trace.name()).isEqualTo("shop");
        assertThat(trace.unusable("it is short")).hasMessage(directory.resolve("shop.csv") + ", line 4: it is short.");
    }

    @Test
    void mayHaveABomBlankLinesOffsetsAndLinesOfWindows() throws Exception {
        Path file = write("\uFEFFTimestamp,Value\r\n2026-01-01T01:00:00+01:00, 1.5 \r\n\r\n2026-01-01T00:05:00Z,2e1");

        assertThat(Trace.read(file).series())
                .isEqualTo(Series.of(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofMinutes(5), 1.5, 20));
    }

    @Test
    void ofAMillionRowsASecondApartTakesAsManyStepsAsTheirTime() throws Exception {
        Series series = Trace.read(rows(Duration.ofSeconds(1), 1_000_000)).series();

        assertThat(series.length()).isEqualTo((1_000_000 + 119) / 300 + 1);
        assertThat(series.present()).isEqualTo(series.length());
    }

    @Nested
    class IsRefused {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                        ``                                            | line 1: the file is empty; the header is 'timestamp,value'
                        @0,1                                          | line 1: the header is '2026-01-01T00:00:00Z,1'; make it 'timestamp,value'
                        time;value/@0;1                               | line 1: the header is 'time;value'; make it 'timestamp,value'
                        timestamp,value                               | line 1: the trace ends with no row; a trace has some days of them
                        timestamp,value/@0,1                          | line 2: the trace ends with 1 row; a trace has some days of them
                        timestamp,value/@0,1/yesterday,2              | line 3: 'yesterday' is no timestamp; write it as 2026-03-05T08:00:00Z
                        timestamp,value/@0,1/1767225600,2             | line 3: '1767225600' is no timestamp; write it as
                        timestamp,value/@0,1/+12026-01-01T00:00:00Z,2 | line 3: '+12026-01-01T00:00:00Z' is no timestamp
                        timestamp,value/@5,1/@0,2                     | line 3: 2026-01-01T00:00:00Z does not come after 2026-01-01T00:05:00Z in line 2; sort the rows
                        timestamp,value/@0,1/@5,1//@5,2               | line 5: 2026-01-01T00:05:00Z stands in line 3 already; keep one row for each time
                        timestamp,value/@0,1/@5,many                  | line 3: 'many' is no demand; write a number that is not negative, or leave the row out
                        timestamp,value/@0,1/@5,0x1p3                 | line 3: '0x1p3' is no demand
                        timestamp,value/@0,1/@5,                      | line 3: '' is no demand
                        timestamp,value/@0,-0.5/@5,1                  | line 2: '-0.5' is no demand
                        timestamp,value/@0,1/@5,NaN                   | line 3: 'NaN' is no demand
                        timestamp,value/@0,1/@5,Infinity              | line 3: 'Infinity' is no demand
                        timestamp,value/@0,1/@5,1e39                  | line 3: '1e39' is no demand
                        timestamp,value/@0                            | line 2: '2026-01-01T00:00:00Z' has 1 cells; write a timestamp, a comma and a value
                        timestamp,value/@0,1,5                        | line 2: '2026-01-01T00:00:00Z,1,5' has 3 cells
                        timestamp,value/@0,1/2026-01-01T00:07:00Z,1   | line 3: rows are 7m apart, which does not divide a day; name a step that does
                        timestamp,value/@0,1/2026-01-02T00:00:00Z,1   | line 3: rows are 1d apart and never closer; a forecast takes demand by the hour
                        timestamp,value/@0,1/@5,1/9026-01-01T00:00:00Z,1 | line 4: 9026-01-01T00:00:00Z is more than 4000000 steps of 5m after the first row; check
                        """)
        void byFileAndLineWithARemedy(String text, String message) throws IOException {
            Path file = write(text.replace("/", "\n")
                    .replace("@0", "2026-01-01T00:00:00Z")
                    .replace("@5", "2026-01-01T00:05:00Z"));

            assertThatThrownBy(() -> Trace.read(file))
                    .isInstanceOf(UnusableTrace.class)
                    .hasMessageStartingWith(file + ", ")
                    .hasMessageContaining(message);
        }

        @Test
        void whenTheStepAskedForIsFinerThanItsRows() throws IOException {
            Path file = rows(Duration.ofHours(1), 5);

            assertThatThrownBy(() -> Trace.read(file, Duration.ofMinutes(5)))
                    .hasMessageContaining(
                            "line 3: rows are 1h apart and never closer; --step 5m would be mostly gaps, name one of 1h");
        }

        @Test
        void whenItIsNotThereOrADirectory() {
            assertThatThrownBy(() -> Trace.read(directory.resolve("absent.csv")))
                    .hasMessage("There is no trace " + directory.resolve("absent.csv")
                            + "; --trace takes the path of a CSV file.");
            assertThatThrownBy(() -> Trace.read(directory)).hasMessageContaining(directory + " is a directory");
        }

        @Test
        void atTheLineWithBytesThatAreNoText() throws IOException {
            Path file = write("timestamp,value\n2026-01-01T00:00:00Z,1\n");
            Files.write(
                    file,
                    "2026-01-01T00:05:00Z,\u00FC\n".getBytes(StandardCharsets.ISO_8859_1),
                    StandardOpenOption.APPEND);

            assertThatThrownBy(() -> Trace.read(file))
                    .hasMessageContaining(", line 3: '")
                    .hasMessageContaining("UTF-8");
        }

        @Test
        void withoutReadingALineThatNeverEnds() throws IOException {
            Path file = directory.resolve("zeros.csv");
            Files.write(file, new byte[5_000_000]);

            assertThatThrownBy(() -> Trace.read(file))
                    .hasMessageContaining(", line 1: '")
                    .hasMessageContaining("is no row of a trace but far longer")
                    .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(300));
        }
    }
}
