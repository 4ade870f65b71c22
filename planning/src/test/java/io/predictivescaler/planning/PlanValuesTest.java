package io.predictivescaler.planning;

import static io.predictivescaler.planning.testkit.Scene.NOW;
import static io.predictivescaler.planning.testkit.Scene.scene;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.predictivescaler.planning.PlanSettings.Ceiling;
import io.predictivescaler.planning.PlanSettings.FloorRange;
import io.predictivescaler.planning.PlanSettings.RaiseRate;
import io.predictivescaler.planning.PlanSettings.ReleaseRate;
import io.predictivescaler.planning.testkit.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanValuesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    static Stream<Arguments> impossible() {
        return Stream.of(
                refused("not 5 and 3", () -> new Bounds(5, 3)),
                refused("not 0 and 0", () -> new Bounds(0, 0)),
                refused("not -1", () -> new MinReplicas.Stated(-1)),
                refused("not -1", () -> new MinReplicas.Absent(-1)),
                refused("not 5 and 3", () -> Baseline.of(5, 3)),
                refused("not 0", () -> new MaxReplicas.Stated(0)),
                refused("not -1", () -> new MaxReplicas.Absent(-1)),
                refused("not 4 and 2", () -> new FloorRange(4, 2)),
                refused("not -1 and 2", () -> new FloorRange(-1, 2)),
                refused("not 0 and 20%", () -> new Ceiling.Raise(0, 20)),
                refused("not 80 and -1%", () -> new Ceiling.Raise(80, -1)),
                refused("not 0% every PT1M", () -> new RaiseRate(0, MINUTE)),
                refused("not 25% every PT-1M", () -> new ReleaseRate(MINUTE, 25, MINUTE.negated())),
                refused("PT-1M", () -> new ReleaseRate(MINUTE.negated(), 25, MINUTE)),
                refused("not PT0S", () -> scene().leadTime(Duration.ZERO)),
                refused("not 1.0", () -> scene().spread(1)),
                refused("not NaN", () -> scene().spread(Double.NaN)),
                refused("not -1", () -> scene().running(-1)),
                refused("not 0.0", () -> Demand.flat(NOW, 1).withCapacity(0).outlook()),
                refused(
                        "is a number",
                        () -> Demand.flat(NOW, 1).withHighestSeen(Double.NaN).outlook()),
                refused("Paused is not a state", () -> new Posture.Unable(Reason.Paused, "")),
                refused("PT-1M", () -> new Contention(List.of(), MINUTE.negated(), NOW)));
    }

    private static Arguments refused(String complaint, ThrowingCallable construction) {
        return Arguments.of(complaint, construction);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("impossible")
    void refusesWhatCannotBe(String complaint, ThrowingCallable construction) {
        assertThatIllegalArgumentException().isThrownBy(construction).withMessageContaining(complaint);
    }

    @Nested
    class TheMemory {
        private static final Instant RAISED = NOW.minusSeconds(900);
        private static final Instant RELEASED = NOW.minusSeconds(600);

        private final PlanMemory memory = new PlanMemory(RAISED, RELEASED);

        private PlanMemory afterMoving(Bounds from, Bounds to) {
            Plan plan = new Plan.Raise(
                    to, new Plan.Decision(Reason.ForecastRaise, LimitedBy.None, 9, "", Optional.empty()), NOW);
            return memory.after(plan, from, NOW);
        }

        @Test
        void keepsWhenTheFloorWentUp() {
            assertThat(afterMoving(new Bounds(2, 40), new Bounds(9, 40))).isEqualTo(new PlanMemory(NOW, RELEASED));
        }

        @Test
        void keepsWhenTheFloorCameDown() {
            assertThat(afterMoving(new Bounds(9, 40), new Bounds(7, 40))).isEqualTo(new PlanMemory(RAISED, NOW));
        }

        @Test
        void takesNoNoticeOfTheMaximum() {
            assertThat(afterMoving(new Bounds(9, 40), new Bounds(9, 60))).isEqualTo(memory);
        }
    }
}
