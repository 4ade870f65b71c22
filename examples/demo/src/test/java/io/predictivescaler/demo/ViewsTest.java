package io.predictivescaler.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.simulation.DemandCurve;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private List<String> written() {
        return List.of(bytes.toString(StandardCharsets.UTF_8).split("\n"));
    }

    @Nested
    class Plain {
        private final PlainView view = new PlainView(out);

        private void live(Duration time) {
            Duration step = Duration.ofSeconds(15);
            for (Duration lived = step; lived.compareTo(time) <= 0; lived = lived.plus(step)) {
                view.show(Frames.after(lived), Frames.REPORT);
            }
        }

        @Test
        void writesALineEveryHalfHour() {
            live(Duration.ofMinutes(75));
            assertThat(written()).hasSize(2 + 2);
            assertThat(written().get(2))
                    .isEqualTo("Thu 05 Mar 00:30     500     10 |        9    12    11           |     7     30.00");
            assertThat(written().get(3)).startsWith("Thu 05 Mar 01:00");
        }

        @Test
        void writesAHeaderEveryDay() {
            live(Duration.ofHours(25));
            assertThat(written().stream().filter(line -> line.contains("forecast")))
                    .hasSize(2);
        }
    }

    @Nested
    class Terminal {
        private long nanos;

        private TerminalView view(int width, Palette palette) {
            Scenario scenario = new Scenario(
                    "a test",
                    new DemandCurve(Frames.START, Duration.ofDays(2), new double[] {500}, new BitSet()),
                    Frames.START,
                    Frames.START.plus(Duration.ofDays(2)));
            return new TerminalView(out, width, palette, scenario, () -> nanos);
        }

        @Test
        void showsDemandFloorReplicasForecastAndDecision() {
            view(100, Palette.Plain).show(Frames.after(Duration.ofMinutes(15)), Frames.REPORT);
            assertThat(String.join("\n", written()))
                    .contains("Thu 05 Mar 00:14 · day 1 of 2 · a test")
                    .contains("500 req/s, needs 10", "12 minReplicas")
                    .contains("11 ready, 0.0 min short", "7 ready, 15.0 min short")
                    .contains("33 at Thu 05 Mar 01:00")
                    .contains("ForecastRaise: P90 demand of 431 req/s at 08:40 needs 9 replicas");
        }

        @Test
        void redrawsInPlaceNoOftenerThanCanBeSeen() {
            TerminalView view = view(100, Palette.Plain);
            view.show(Frames.after(Duration.ofMinutes(15)), Frames.REPORT);
            nanos += 50_000_000;
            view.show(Frames.after(Duration.ofMinutes(30)), Frames.REPORT);
            assertThat(written()).hasSize(9);
            nanos += 50_000_000;
            view.show(Frames.after(Duration.ofMinutes(45)), Frames.REPORT);
            assertThat(written()).hasSize(18);
            assertThat(written().get(9)).startsWith("\u001b[9A\r");
        }

        @Test
        void keepsEveryLineWithinTheWidth() {
            TerminalView view = view(80, Palette.Plain);
            for (int i = 1; i < 192; i++) {
                nanos += 1_000_000_000;
                view.show(Frames.after(Duration.ofMinutes(15L * i)), Frames.REPORT);
            }
            assertThat(written())
                    .allSatisfy(line -> assertThat(line.replaceAll("\u001b\\[[?0-9;]*[A-Za-z]|\r", ""))
                            .hasSizeLessThanOrEqualTo(80));
        }

        @Test
        void marksShortagesOnlyWhereColourIsWanted() {
            view(100, Palette.Plain).show(Frames.after(Duration.ofMinutes(15)), Frames.REPORT);
            assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b[31");
            view(100, Palette.Coloured).show(Frames.after(Duration.ofMinutes(15)), Frames.REPORT);
            assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("\u001b[31;1m7 ready");
        }

        @Test
        void givesTheCursorBackOnce() {
            TerminalView view = view(100, Palette.Plain);
            view.close();
            view.close();
            view.show(Frames.after(Duration.ofMinutes(15)), Frames.REPORT);
            assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\u001b[?25l\u001b[?25h");
        }
    }

    @Test
    void showTheResourceAsKubectlWould() {
        assertThat(Frames.REPORT.row(Duration.ofDays(5))).isEqualTo("""
                        NAME       TARGET     MODE      MIN   MAX   NEXT-PEAK              PEAK-REPLICAS   TRUSTED   READY   AGE
                        checkout   checkout   Enforce   9     80    2026-03-05T12:05:00Z   33              Unknown   True    5d""");
    }

    @Test
    void findThePointOfTheForecastThatHolds() {
        assertThat(Frames.REPORT.plannedAt(Frames.START.plusSeconds(3599))).contains(9);
        assertThat(Frames.REPORT.plannedAt(Frames.START.plusSeconds(3600))).contains(33);
        assertThat(Frames.REPORT.plannedAt(Frames.START.minusSeconds(1))).isEmpty();
    }
}
