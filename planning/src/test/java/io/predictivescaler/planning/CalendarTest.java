package io.predictivescaler.planning;

import static io.predictivescaler.planning.testkit.Scene.NOW;
import static io.predictivescaler.planning.testkit.Scene.factor;
import static io.predictivescaler.planning.testkit.Scene.floor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.predictivescaler.planning.Calendar.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CalendarTest {
    private static Calendar of(Window... windows) {
        return Calendar.of(List.of(windows));
    }

    private static Instant minute(int minute) {
        return NOW.plus(Duration.ofMinutes(minute));
    }

    @Nested
    class AFloor {
        private final Calendar calendar = of(floor("mornings", 10, 40, 10));

        private Optional<Integer> within(int from, int to) {
            return calendar.floorWithin(minute(from), minute(to)).map(Window::minReplicas);
        }

        @Test
        void holdsFromItsStartUntilBeforeItsEnd() {
            assertThat(within(10, 10)).contains(10);
            assertThat(within(39, 39)).contains(10);
            assertThat(within(40, 40)).isEmpty();
        }

        @Test
        void isSeenAheadUntilTheEndOfTheRange() {
            assertThat(within(0, 9)).isEmpty();
            assertThat(within(0, 10)).contains(10);
        }

        @Test
        void isTheHighestOfSeveral() {
            Calendar several = of(floor("a", 0, 60, 5), floor("b", 10, 20, 12), floor("c", 15, 30, 7));

            assertThat(several.floorWithin(minute(0), minute(60)).map(Window::entry))
                    .contains("b");
            assertThat(several.floorWithin(minute(25), minute(60)).map(Window::entry))
                    .contains("c");
        }

        @Test
        void isOfEqualOnesTheOneThatLastsLongest() {
            Calendar several = of(floor("long", 0, 60, 5), floor("short", 0, 20, 5));

            assertThat(several.floorWithin(NOW, NOW).map(Window::entry)).contains("long");
        }

        @Test
        void isNothingThatAFactorStates() {
            assertThat(of(factor("sale", 0, 60, 3)).floorWithin(NOW, NOW)).isEmpty();
        }
    }

    @Nested
    class AFactor {
        private final Calendar calendar = of(factor("sale", 10, 40, 3), factor("mail", 30, 50, 0.5));

        @Test
        void holdsFromItsStartUntilBeforeItsEnd() {
            assertThat(calendar.factorAt(minute(9))).isEqualTo(1);
            assertThat(calendar.factorAt(minute(10))).isEqualTo(3);
            assertThat(calendar.factorAt(minute(50))).isEqualTo(1);
        }

        @Test
        void isMultipliedWithThoseItOverlaps() {
            assertThat(calendar.factorAt(minute(30))).isEqualTo(1.5);
            assertThat(calendar.factorAt(minute(40))).isEqualTo(0.5);
            assertThat(calendar.factorEntriesAt(minute(30))).containsExactly("sale", "mail");
        }

        @Test
        void isTheHighestOfAStretchWithItsTime() {
            assertThat(calendar.highestFactor(minute(0), minute(60))).isEqualTo(new Factors.Factor(3, minute(10)));
            assertThat(calendar.highestFactor(minute(20), minute(60))).isEqualTo(new Factors.Factor(3, minute(20)));
            assertThat(calendar.highestFactor(minute(45), minute(60))).isEqualTo(new Factors.Factor(1, minute(50)));
            assertThat(calendar.highestFactor(minute(0), minute(9))).isEqualTo(new Factors.Factor(1, minute(0)));
        }

        @Test
        void isOneWhereNothingIsKnown() {
            assertThat(Calendar.none().factorAt(NOW)).isEqualTo(1);
            assertThat(of(floor("mornings", 0, 60, 10)).factorAt(NOW)).isEqualTo(1);
            assertThat(Calendar.none().meanFactor(NOW, minute(5))).isEqualTo(1);
        }

        @Test
        void isWeightedByTimeInTheMean() {
            assertThat(calendar.meanFactor(minute(8), minute(12))).isEqualTo(2);
            assertThat(calendar.meanFactor(minute(0), minute(60)))
                    .isCloseTo((10 + 20 * 3 + 10 * 1.5 + 10 * 0.5 + 10) / 60, within(1e-12));
        }

        /** Against the definition, on calendars of any overlap. */
        @Test
        void isTheProductOfTheWindowsThatHold() {
            for (long seed = 0; seed < 300; seed++) {
                Random random = new Random(seed);
                Window[] windows = new Window[1 + random.nextInt(8)];
                for (int i = 0; i < windows.length; i++) {
                    int start = random.nextInt(40);
                    windows[i] = factor("entry-" + i, start, start + 1 + random.nextInt(20), 0.5 + random.nextInt(4));
                }
                for (int minute = -1; minute < 62; minute++) {
                    double product = 1;
                    for (Window window : windows) {
                        boolean holds = !window.start().isAfter(minute(minute))
                                && window.end().isAfter(minute(minute));
                        product *= holds ? window.demandFactor() : 1;
                    }
                    assertThat(of(windows).factorAt(minute(minute)))
                            .as("seed %d, minute %d", seed, minute)
                            .isCloseTo(product, within(1e-9));
                }
            }
        }
    }

    @Nested
    class TheNextChange {
        private final Calendar calendar = of(floor("mornings", 10, 40, 10));
        private final Duration ahead = Duration.ofMinutes(3);

        @Test
        void isALeadTimeBeforeAStart() {
            assertThat(calendar.nextChange(NOW, ahead)).contains(minute(7));
        }

        @Test
        void isThenTheEnd() {
            assertThat(calendar.nextChange(minute(7), ahead)).contains(minute(40));
        }

        @Test
        void isNeverNow() {
            assertThat(calendar.nextChange(minute(40), ahead)).isEmpty();
        }
    }

    @Test
    void isEqualWhateverTheOrderOfItsWindows() {
        Window one = floor("a", 0, 60, 5);
        Window other = factor("b", 10, 20, 2);

        assertThat(of(one, other)).isEqualTo(of(other, one)).hasSameHashCodeAs(of(other, one));
        assertThat(of(one)).isNotEqualTo(of(other));
    }

    @Test
    void refusesWindowsThatSayNothingSensible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> floor("a", 5, 5, 3))
                .withMessageContaining("a window of a");
        assertThatIllegalArgumentException().isThrownBy(() -> floor("a", 0, 5, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> factor("a", 0, 5, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> factor("a", 0, 5, Double.POSITIVE_INFINITY));
    }
}
