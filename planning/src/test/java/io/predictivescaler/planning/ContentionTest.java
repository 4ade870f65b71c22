package io.predictivescaler.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ContentionTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private static Instant after(long minutes) {
        return NOW.plus(Duration.ofMinutes(minutes));
    }

    @Nested
    class ASingleRevert {
        private final Contention once = Contention.none().afterRevertAt(NOW);

        @Test
        void silencesNothing() {
            assertThat(once.silentAt(NOW)).isFalse();
            assertThat(once.isContended()).isFalse();
        }

        @Test
        void isNotJoinedByOneMoreThanHalfAnHourLater() {
            assertThat(once.afterRevertAt(after(31)).isContended()).isFalse();
        }

        @Test
        void isForgottenAfterADay() {
            assertThat(once.at(after(24 * 60 - 1))).isEqualTo(once);
            assertThat(once.at(after(24 * 60))).isEqualTo(Contention.none());
        }
    }

    @Nested
    class TwoRevertsWithinHalfAnHour {
        private final Contention twice = Contention.none().afterRevertAt(NOW).afterRevertAt(after(30));

        @Test
        void silenceTheOperatorForAnHour() {
            assertThat(twice.isContended()).isTrue();
            assertThat(twice.silentAt(after(30))).isTrue();
            assertThat(twice.silentAt(after(89))).isTrue();
            assertThat(twice.silentAt(after(90))).isFalse();
        }

        @Test
        void areNotCountedAgainDuringTheSilence() {
            assertThat(twice.afterRevertAt(after(40)).afterRevertAt(after(41))).isEqualTo(twice);
        }

        @Test
        void stayContendedAfterTheSilenceUntilAQuietDayHasPassed() {
            assertThat(twice.at(after(90)).isContended()).isTrue();
            assertThat(twice.at(after(90 + 24 * 60 - 1)).isContended()).isTrue();
            assertThat(twice.at(after(90 + 24 * 60))).isEqualTo(Contention.none());
        }
    }

    @Nested
    class AFightThatGoesOn {
        @Test
        void isAnsweredByLongerAndLongerSilenceUpToADay() {
            List<Duration> silences = new ArrayList<>();
            Contention contention = Contention.none();
            Instant now = NOW;
            for (int i = 0; i < 7; i++) {
                contention = contention.afterRevertAt(now).afterRevertAt(now.plusSeconds(60));
                silences.add(contention.silence());
                now = contention.silentUntil();
            }

            assertThat(silences).extracting(Duration::toHours).containsExactly(1L, 2L, 4L, 8L, 16L, 24L, 24L);
        }

        @Test
        void beginsAnewAfterAQuietDay() {
            Contention old = Contention.none().afterRevertAt(NOW).afterRevertAt(after(1));
            Instant later = after(2 * 24 * 60);

            assertThat(old.afterRevertAt(later).isContended()).isFalse();
        }
    }
}
