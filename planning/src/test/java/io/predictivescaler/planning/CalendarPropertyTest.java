package io.predictivescaler.planning;

import static io.predictivescaler.planning.testkit.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.Calendar.Window;
import io.predictivescaler.planning.DemandOutlook.NoOpinion;
import io.predictivescaler.planning.testkit.RandomWorld;
import io.predictivescaler.planning.testkit.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for a calendar in every world that may act: each is made from a seed, which a failure prints. */
class CalendarPropertyTest {
    private static final int WORLDS = 2_000;
    private static final int WALKS = 60;

    private static void inActingWorlds(int count, Consumer<RandomWorld> property) {
        LongStream.range(0, count).forEach(seed -> {
            RandomWorld world = new RandomWorld(seed);
            Baseline baseline = world.scene().input().baseline();
            if (!(world.scene().input().posture() instanceof Posture.Acting)
                    || baseline.floor() == baseline.maxReplicas()) {
                return;
            }
            try {
                property.accept(world);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("in the world of seed " + seed + ": " + failure.getMessage(), failure);
            }
        });
    }

    /** The floor that the calendar asks for in a stretch of time, as far as limits allow. */
    private static int stated(RandomWorld world, PlanInput input, Instant from, Instant to) {
        int limit = Math.min(input.settings().floor().highest(), world.highestMaximum());
        return input.calendar()
                .floorWithin(from, to)
                .map(window -> Math.min(window.minReplicas(), limit))
                .orElse(0);
    }

    @Test
    void theFloorIsNeverUnderWhatTheCalendarStatesForTheLeadTime() {
        inActingWorlds(WORLDS, world -> {
            PlanInput input = world.scene().input();
            Plan plan = Planner.plan(input);
            Instant leadEnd = NOW.plus(input.settings().leadTime());

            assertThat(plan.to().minReplicas())
                    .isGreaterThanOrEqualTo(stated(world, input, NOW, leadEnd))
                    .isLessThanOrEqualTo(plan.to().maxReplicas());
        });
    }

    @Test
    void whatTheCalendarStatesNeedsNoForecast() {
        inActingWorlds(WORLDS, world -> {
            Scene blind = world.scene().outlooks(new NoOpinion("requests", "Prometheus is unreachable", NOW));
            Plan plan = blind.plan();
            Instant leadEnd = NOW.plus(blind.input().settings().leadTime());

            assertThat(plan.to().minReplicas()).isGreaterThanOrEqualTo(stated(world, blind.input(), NOW, leadEnd));
        });
    }

    @Test
    void aFurtherFloorNeverLowersAPlan() {
        inActingWorlds(WORLDS, world -> {
            Scene scene = world.scene();
            List<Window> windows = new ArrayList<>(scene.input().calendar().windows());
            windows.add(Scene.floor("more", world.between(-30, 30), world.between(31, 90), world.between(1, 60)));
            Scene more = scene.calendar(windows.toArray(Window[]::new));

            assertThat(more.plan().to().minReplicas())
                    .isGreaterThanOrEqualTo(scene.plan().to().minReplicas());
        });
    }

    @Test
    void everyFloorHoldsMinuteByMinuteThroughItsWindowAndGoesAfterwards() {
        inActingWorlds(WALKS, world -> {
            Scene scene = world.scene().running(0).outlooks();
            for (int minute = 0; minute < 12 * 60; minute++) {
                Plan plan = scene.plan();
                PlanInput input = scene.input();
                assertThat(plan.to().minReplicas())
                        .as("floor at minute %d", minute)
                        .isGreaterThanOrEqualTo(stated(world, input, input.now(), input.now()));
                scene = scene.after(plan, Duration.ofMinutes(1));
            }
            for (int step = 0; step < 400; step++) {
                scene = scene.after(scene.plan(), Duration.ofMinutes(15));
            }
            assertThat(scene.input().inForce())
                    .isEqualTo(scene.input().baseline().bounds());
        });
    }
}
