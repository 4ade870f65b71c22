package io.predictivescaler.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.predictivescaler.simulation.Moment.Supply;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Moment at(String time, int needed, int ready, Supply supply) {
        return new Moment(
                Instant.parse(time), Duration.ofMinutes(30), 100, ready, ready, ready, ready, 0, needed, supply);
    }

    private static Run of(Moment... moments) {
        Run.Tally tally = new Run.Tally(BERLIN);
        List.of(moments).forEach(tally);
        return tally.run();
    }

    @Nested
    class Days {
        private final Run run = of(
                at("2026-11-22T22:30:00Z", 4, 4, Supply.Enough),
                at("2026-11-22T23:00:00Z", 4, 3, Supply.Short),
                at("2026-11-23T22:30:00Z", 4, 3, Supply.Short),
                at("2026-11-23T23:00:00Z", 4, 3, Supply.Short));

        @Test
        void beginAtLocalMidnight() {
            assertThat(run.days())
                    .extracting(Run.Day::date)
                    .containsExactly(
                            LocalDate.of(2026, 11, 22), LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 24));
        }

        @Test
        void addUpToTheWhole() {
            assertThat(run.scores().shortMinutes()).isEqualTo(90);
            assertThat(run.scores().length()).isEqualTo(Duration.ofHours(2));
        }

        @Test
        void areWorstWhereShortForLongest() {
            assertThat(run.worstDay().map(Run.Day::date)).contains(LocalDate.of(2026, 11, 23));
            assertThat(run.worstDays(5)).hasSize(2);
        }

        @Test
        void haveNoWorstWhenNoneWasShort() {
            assertThat(of(at("2026-11-22T22:30:00Z", 4, 4, Supply.Enough)).worstDay())
                    .isEmpty();
        }
    }

    /** Worked by hand from the definitions. */
    @Nested
    class ElasticityOfHalfHours {
        private final Elasticity elasticity = of(
                        at("2026-11-23T00:00:00Z", 4, 4, Supply.Enough),
                        at("2026-11-23T00:30:00Z", 8, 4, Supply.Short),
                        at("2026-11-23T01:00:00Z", 8, 8, Supply.Enough),
                        at("2026-11-23T01:30:00Z", 4, 6, Supply.Enough),
                        at("2026-11-23T02:00:00Z", 0, 2, Supply.Enough))
                .elasticity();

        @Test
        void saysHowMuchWasMissingAndTooMuchOfDemand() {
            assertThat(elasticity.underProvisioningPercent()).isCloseTo(100 * 0.5 / 5, offset(1e-9));
            assertThat(elasticity.overProvisioningPercent()).isCloseTo(100 * (0.5 + 1) / 5, offset(1e-9));
        }

        @Test
        void saysForHowLong() {
            assertThat(elasticity.underProvisionedTimePercent()).isCloseTo(20, offset(1e-9));
            assertThat(elasticity.overProvisionedTimePercent()).isCloseTo(40, offset(1e-9));
        }

        @Test
        void saysHowLongTheyDidNotMoveTogether() {
            assertThat(elasticity.instabilityPercent()).isCloseTo(50, offset(1e-9));
        }

        @Test
        void isZeroBeforeTheRun() {
            assertThat(Elasticity.none().instabilityPercent()).isZero();
        }
    }
}
