package io.predictivescaler.planning;

import static io.predictivescaler.planning.testkit.Scene.NOW;
import static io.predictivescaler.planning.testkit.Scene.floor;
import static io.predictivescaler.planning.testkit.Scene.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.Spending.Kind;
import io.predictivescaler.planning.testkit.Scene;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Baseline floor 2, releases of 25 % every 3 minutes, 3 minutes of lead time, looked at every minute, from Monday 08:00 UTC on. */
class SpendingTest {
    private static final Scene SCENE = scene().budget(200);

    /** What a floor of {@code floor} from {@code start} to {@code end} costs on the day of the end, looked at at the end only. */
    private static Duration cost(Scene scene, int floor, Instant start, Instant end) {
        Spending began = Spending.none().after(scene.at(start).input(), floor, Kind.Applied);
        return began.until(scene.at(end).input()).used();
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    @Nested
    class AFloorAboveTheBaseline {
        @Test
        void costsItsReplicasAboveItForAsLongAsItStands() {
            assertThat(cost(SCENE, 12, NOW, NOW.plusSeconds(90 * 60))).isEqualTo(Duration.ofHours(15));
        }

        @Test
        void costsNothingAtTheBaseline() {
            assertThat(cost(SCENE, 2, NOW, NOW.plusSeconds(3600))).isZero();
        }

        @Test
        void costsByTheNewBaselineFromItsEditOn() {
            Spending began = Spending.none().after(SCENE.input(), 12, Kind.Applied);
            Scene edited = SCENE.at(NOW.plusSeconds(3600)).baseline(7, 40);
            Spending later = began.after(edited.input(), 12, Kind.Applied);

            assertThat(later.until(edited.at(NOW.plusSeconds(7200)).input()).used())
                    .isEqualTo(Duration.ofHours(10 + 5));
        }

        @Test
        void costsNothingWhileTheClockGoesBackwards() {
            assertThat(cost(SCENE, 12, NOW, NOW.minusSeconds(60))).isZero();
        }

        @Test
        void isCountedInWholeReplicaHoursWithAnHourBegunAsOne() {
            LocalDate day = LocalDate.of(2026, 11, 23);
            Instant since = NOW;

            assertThat(Spending.none().usedReplicaHours()).isZero();
            assertThat(Spending.told(day, Duration.ofHours(31), since).usedReplicaHours())
                    .isEqualTo(31);
            assertThat(Spending.told(day, Duration.ofHours(31).plusMillis(1), since)
                            .usedReplicaHours())
                    .isEqualTo(32);
        }
    }

    @Nested
    class ADay {
        private static final Scene BERLIN = SCENE.zone(ZoneId.of("Europe/Berlin"));

        @Test
        void startsAtNothingAtLocalMidnight() {
            Duration used = cost(BERLIN, 12, at("2026-11-23T20:00:00Z"), at("2026-11-24T01:00:00Z"));

            assertThat(used).isEqualTo(Duration.ofHours(20));
        }

        @Test
        void isTheOneOfItsZone() {
            Spending spent =
                    Spending.none().until(BERLIN.at(at("2026-11-23T23:30:00Z")).input());

            assertThat(spent.day()).isEqualTo(LocalDate.of(2026, 11, 24));
        }

        @Test
        void mayHave25Hours() {
            Duration used = cost(BERLIN, 12, at("2026-10-24T12:00:00Z"), at("2026-10-25T22:59:00Z"));

            assertThat(used).isEqualTo(Duration.ofMinutes(10 * (25 * 60 - 1)));
        }

        @Test
        void mayHave23Hours() {
            Duration used = cost(BERLIN, 12, at("2026-03-28T12:00:00Z"), at("2026-03-29T21:59:00Z"));

            assertThat(used).isEqualTo(Duration.ofMinutes(10 * (23 * 60 - 1)));
        }

        @Test
        void mayLackItsMidnight() {
            // In Beirut the clocks went from midnight to one o'clock.
            Scene beirut = SCENE.zone(ZoneId.of("Asia/Beirut"));

            assertThat(cost(beirut, 12, at("2022-03-26T12:00:00Z"), at("2022-03-26T23:00:00Z")))
                    .isEqualTo(Duration.ofHours(10));
        }
    }

    @Nested
    class WhatTheCalendarStates {
        private static final Instant END = NOW.plus(Duration.ofMinutes(90));

        @Test
        void costsNothingFromALeadTimeBeforeItUntilItCanBeGivenBack() {
            Scene stated = SCENE.calendar(floor("sale", 30, 60, 12));

            // 10 replicas, but not in the 33 minutes from a lead time before the window on; then 12, 9, 6, 4, 3, 2 by
            // release steps.
            Duration whole = Duration.ofMinutes(10 * (90 - 33));
            Duration wayBack = Duration.ofMinutes(3 * (9 - 2 + 6 - 2 + 4 - 2 + 3 - 2));
            assertThat(cost(stated, 12, NOW, END)).isEqualTo(whole.minus(wayBack));
        }

        @Test
        void costsWhatStandsAboveIt() {
            Scene stated = SCENE.calendar(floor("sale", 0, 90, 12));

            assertThat(cost(stated, 20, NOW, END)).isEqualTo(Duration.ofHours(12));
        }

        @Test
        void countsByTheHighestOfTheWindows() {
            Scene stated = SCENE.calendar(floor("day", 0, 90, 5), floor("sale", 0, 90, 12), floor("night", 0, 90, 7));

            assertThat(cost(stated, 13, NOW, END)).isEqualTo(Duration.ofMinutes(90));
        }
    }

    @Nested
    class AfterARestart {
        private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
        private static final Spending TOLD = Spending.told(TODAY, Duration.ofHours(31), NOW);
        private static final Scene LATER = SCENE.at(NOW.plusSeconds(3600));

        @Test
        void isChargedForWhatStoodMeanwhile() {
            Spending found = TOLD.found(12, 2, Kind.Applied);

            assertThat(found.until(LATER.input()).used()).isEqualTo(Duration.ofHours(41));
        }

        @Test
        void isNotChargedBeforeItIsKnownWhatStood() {
            assertThat(TOLD.until(LATER.input()).used()).isEqualTo(Duration.ofHours(31));
        }

        @Test
        void isChargedFromMidnightOnlyOnceTheDayIsOver() {
            Spending found = TOLD.found(12, 2, Kind.Applied);

            assertThat(found.until(SCENE.at(at("2026-11-24T02:00:00Z")).input()).used())
                    .isEqualTo(Duration.ofHours(20));
        }
    }

    @Nested
    class WhatWasOnlyPlayedThrough {
        @Test
        void isChargedWhilePlayed() {
            Spending played = Spending.none().after(SCENE.input(), 12, Kind.Played);

            assertThat(played.found(2, 2, Kind.Played)
                            .until(SCENE.at(NOW.plusSeconds(3600)).input())
                            .used())
                    .isEqualTo(Duration.ofHours(10));
        }

        @Test
        void hasCostNothingOnceAFloorIsApplied() {
            Spending played = Spending.none().after(SCENE.input(), 12, Kind.Played);

            assertThat(played.found(2, 2, Kind.Applied)
                            .until(SCENE.at(NOW.plusSeconds(3600)).input())
                            .used())
                    .isZero();
        }
    }
}
