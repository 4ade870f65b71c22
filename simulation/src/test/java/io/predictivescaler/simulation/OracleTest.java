package io.predictivescaler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Pods that carry 90 at most without being short, are ready after two minutes, and stand for an hour in steps of 15 s. */
class OracleTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final Duration START_UP = Duration.ofMinutes(2);
    private static final Bounds RANGE = new Bounds(1, 10);

    private static List<Moment> under(Demand demand) {
        WorldSettings settings = WorldSettings.of(
                HpaSettings.targeting(70),
                Workload.carrying(70, 70, StartUp.fixed(START_UP)),
                MetricsPipeline.lagging(Duration.ofSeconds(30)));
        List<Moment> moments = new ArrayList<>();
        Oracle.play(
                new Replay(World.at(START, 1, settings), demand, START.plus(Duration.ofHours(1))),
                RANGE,
                START_UP,
                moments::add);
        return moments;
    }

    /** 80 all the time, and 400 in the given minutes, the last one excluded. */
    private static Demand burst(int... minutes) {
        return time -> {
            long minute = Duration.between(START, time).toMinutes();
            for (int i = 0; i < minutes.length; i += 2) {
                if (minutes[i] <= minute && minute < minutes[i + 1]) {
                    return 400;
                }
            }
            return 80;
        };
    }

    @Test
    void isNeverShortBelowItsMaximum() {
        assertThat(under(burst(10, 20, 21, 30, 40, 50))).noneMatch(Moment::isShort);
    }

    @Test
    void paysEachPodFromItsCreationAStartUpBeforeTheNeed() {
        Scores scores = Scores.of(under(burst(10, 20)));

        assertThat(scores.replicaHours() * 60).isCloseTo(60 + 4 * (2 + 10), org.assertj.core.data.Offset.offset(1e-6));
        assertThat(scores.podStarts()).isEqualTo(4);
        assertThat(scores.scaleUps()).isEqualTo(1);
    }

    @Nested
    class BetweenTwoBursts {
        @Test
        void keepsPodsWhoseRestartWouldTakeLongerThanTheGap() {
            Scores scores = Scores.of(under(burst(10, 20, 21, 30)));

            assertThat(scores.podStarts()).isEqualTo(4);
            assertThat(scores.replicaHours() * 60)
                    .isCloseTo(60 + 4 * (2 + 20), org.assertj.core.data.Offset.offset(1e-6));
        }

        @Test
        void letsPodsGoForALongerGap() {
            Scores scores = Scores.of(under(burst(10, 20, 30, 40)));

            assertThat(scores.podStarts()).isEqualTo(8);
            assertThat(scores.replicaHours() * 60)
                    .isCloseTo(60 + 8 * (2 + 10), org.assertj.core.data.Offset.offset(1e-6));
        }
    }

    @Test
    void isShortAboveItsMaximum() {
        assertThat(under(time -> 901)).allMatch(Moment::isShort);
        assertThat(under(time -> 900)).noneMatch(Moment::isShort);
    }

    @Test
    void hasItsMinimumWithoutAnyDemand() {
        assertThat(under(time -> 0)).allMatch(moment -> moment.ready() == 1 && moment.created() == 1);
    }
}
