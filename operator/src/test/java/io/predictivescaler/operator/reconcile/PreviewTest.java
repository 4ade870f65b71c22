package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.reconcile.PreviewScene.NOW;
import static io.predictivescaler.operator.reconcile.PreviewScene.scene;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.killswitch.Switches;
import io.predictivescaler.operator.reconcile.Preview.Move;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A preview")
class PreviewTest {
    private static final String FIXED = "leadTime: {fixed: 5m}";

    /** From 80, which two replicas carry, to 980, which need twenty, between these hours from now. */
    private static DoubleUnaryOperator high(double from, double to) {
        return hour -> hour >= from && hour < to ? 980 : 80;
    }

    private static Instant hour(double hours) {
        return NOW.plusSeconds(Math.round(3600 * hours));
    }

    @Nested
    class OfAnyDay {
        private static final long SEEDS = 12;

        @Test
        void beginsWithThePlanOfNow() {
            for (long seed = 0; seed < SEEDS; seed++) {
                PreviewScene.Seen seen = random(seed);

                assertThat(seen.ahead().at(NOW))
                        .as("seed %d", seed)
                        .isEqualTo(seen.now().plan().to());
                assertThat(seen.ahead().standing()).isEqualTo(seen.now().input().inForce());
                if (!seen.now().plan().to().equals(seen.now().input().inForce())) {
                    assertThat(seen.ahead().moves().getFirst().decision())
                            .isEqualTo(seen.now().plan().decision());
                }
            }
        }

        @Test
        void staysBetweenTheBaselineFloorAndTheMaximum() {
            for (long seed = 0; seed < SEEDS; seed++) {
                Preview preview = random(seed).ahead();

                assertThat(preview.moves())
                        .as("seed %d", seed)
                        .allSatisfy(move -> assertThat(move.to().minReplicas())
                                .isBetween(2, move.to().maxReplicas()))
                        .allSatisfy(move -> assertThat(move.to()).isNotEqualTo(move.from()));
            }
        }

        @Test
        void isOneWayFromTheFirstBoundsToTheLast() {
            for (long seed = 0; seed < SEEDS; seed++) {
                Preview preview = random(seed).ahead();
                Bounds standing = preview.standing();
                Instant time = Instant.MIN;
                for (Move move : preview.moves()) {
                    assertThat(move.from()).as("seed %d", seed).isEqualTo(standing);
                    assertThat(move.at()).isAfter(time);
                    standing = move.to();
                    time = move.at();
                }
            }
        }

        @Test
        void releasesNoFasterThanItMay() {
            for (long seed = 0; seed < SEEDS; seed++) {
                List<Move> releases = random(seed).ahead().moves().stream()
                        .filter(move -> move.to().minReplicas() < move.from().minReplicas())
                        .toList();
                for (int i = 1; i < releases.size(); i++) {
                    assertThat(Duration.between(
                                    releases.get(i - 1).at(), releases.get(i).at()))
                            .as("seed %d", seed)
                            .isGreaterThanOrEqualTo(Duration.ofMinutes(3));
                }
            }
        }

        @Test
        void isTheSameAgain() {
            for (long seed = 0; seed < 5; seed++) {
                assertThat(random(seed).ahead())
                        .as("seed %d", seed)
                        .isEqualTo(random(seed).ahead());
            }
        }

        /** A few hours of demand at random heights, from a floor at random; a mode and a maximum policy at random, too. */
        private PreviewScene.Seen random(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] heights = random.doubles(8, 0, 1500).toArray();
            String ceiling = random.nextBoolean() ? "\nbounds: {maxReplicas: {policy: Raise, highest: 60}}" : "";
            PreviewScene scene = scene().spec(
                            random.nextBoolean() ? "Enforce" : "Observe", FIXED + "\nforecast: {horizon: 4h}" + ceiling)
                    .demand(hour -> heights[(int) hour % heights.length]);
            return (random.nextBoolean() ? scene.raisedTo(random.nextInt(3, 30)) : scene).seen();
        }
    }

    @Test
    void raisesALeadTimeBeforeTheNeedHoursAheadAndGivesAllBack() {
        Preview preview = scene().demand(high(5, 9)).seen().ahead();

        assertThat(preview.at(hour(4.5))).isEqualTo(new Bounds(2, 40));
        assertThat(preview.at(hour(5).minusSeconds(375)).minReplicas()).isEqualTo(20);
        assertThat(preview.at(hour(8.9)).minReplicas()).isEqualTo(20);
        assertThat(preview.at(hour(10.5))).isEqualTo(new Bounds(2, 40));
        assertThat(preview.highestFloor()).isEqualTo(20);
        assertThat(preview.to()).isEqualTo(hour(24));
    }

    @Test
    void countsWhatFloorsAddAndWhatOfItEvenOddsDoNotNeed() {
        Preview preview = scene().demand(high(5, 9)).seen().ahead();

        assertThat(preview.addedReplicaHours()).isBetween(4 * 18.0, 4 * 18.0 + 18);
        // Even odds need 15 of the 20 for four hours; besides, the raise comes early and the release takes its time.
        assertThat(preview.idleReplicaHours()).isBetween(4 * 5.0, 4 * 5.0 + 18);
    }

    @Test
    void addsNothingWhereTheBaselineSuffices() {
        Preview preview = scene().seen().ahead();

        assertThat(preview.moves()).isEmpty();
        assertThat(preview.addedReplicaHours()).isZero();
        assertThat(preview.points()).hasSize(288).allSatisfy(point -> {
            assertThat(point.planned()).isEqualTo(2);
            assertThat(point.bounds()).isEqualTo(new Bounds(2, 40));
        });
    }

    @Test
    void namesTheTimeAtWhichTheMaximumWillNotDo() {
        Preview preview =
                scene().demand(hour -> hour >= 5 && hour < 7 ? 2400 : 80).seen().ahead();

        assertThat(preview.highestFloor()).isLessThanOrEqualTo(40);
        assertThat(preview.shortages()).containsExactly(new Preview.Shortage(hour(5), hour(7), 48, 40));
    }

    @Test
    void hasNoShortageWhereTheMaximumMayRise() {
        Preview preview = scene().spec(
                        "Enforce",
                        FIXED + "\nbounds: {minReplicas: {highest: 60}, maxReplicas: {policy: Raise, highest: 60}}")
                .demand(hour -> hour >= 5 && hour < 7 ? 1400 : 80)
                .seen()
                .ahead();

        assertThat(preview.shortages()).isEmpty();
    }

    @Test
    void playsThroughWhatEnforceWouldDoWhileTheModeIsObserve() {
        Preview observed =
                scene().spec("Observe", FIXED).demand(high(5, 9)).seen().ahead();

        assertThat(observed.moves())
                .isEqualTo(scene().demand(high(5, 9)).seen().ahead().moves());
    }

    @Test
    void givesBackWhatIsHeldInObserveAndRaisesNothingMore() {
        Preview preview = scene().spec("Observe", FIXED)
                .raisedTo(20)
                .demand(high(5, 9))
                .seen()
                .ahead();

        assertThat(preview.at(hour(1))).isEqualTo(new Bounds(2, 40));
        assertThat(preview.moves())
                .allSatisfy(move -> assertThat(move.decision().reason()).isEqualTo(Reason.Observing));
    }

    @Test
    void raisesAfterAPauseIsOver() {
        Preview preview = scene().annotated(PredictiveScaler.PAUSE_UNTIL, hour(6).toString())
                .demand(high(5, 9))
                .seen()
                .ahead();

        assertThat(preview.at(hour(6).minusSeconds(1)).minReplicas()).isEqualTo(2);
        assertThat(preview.at(hour(6)).minReplicas()).isEqualTo(20);
    }

    @Test
    void raisesNothingWhileTheKillSwitchIsOn() {
        Preview preview = scene().killSwitch(Switches.saying("Freeze"))
                .demand(high(5, 9))
                .seen()
                .ahead();

        assertThat(preview.moves()).isEmpty();
    }

    @Test
    void holdsAFloorOfTheCalendarFromALeadTimeBeforeItUntilItsEnd() {
        Preview preview = scene().spec(
                        "Enforce",
                        FIXED
                                + "\ncalendar: [{name: sale, start: 2026-11-03T12:00:00Z, end: 2026-11-03T13:00:00Z, minReplicas: 10}]")
                .seen()
                .ahead();

        assertThat(preview.at(hour(5.5)).minReplicas()).isEqualTo(2);
        assertThat(preview.at(hour(6).minusSeconds(375)).minReplicas()).isEqualTo(10);
        assertThat(preview.at(hour(7).minusSeconds(1)).minReplicas()).isEqualTo(10);
        assertThat(preview.at(hour(8)).minReplicas()).isEqualTo(2);
    }

    @Test
    void spendsNoMoreThanTheBudgetOfTheDay() {
        Preview free = scene().demand(high(5, 9)).seen().ahead();
        Preview bounded = scene().spec("Enforce", FIXED + "\nbudget: {replicaHoursPerDay: 30}")
                .demand(high(5, 9))
                .seen()
                .ahead();

        assertThat(free.addedReplicaHours()).isGreaterThan(60);
        assertThat(bounded.addedReplicaHours()).isCloseTo(30, within(1.0));
    }
}
