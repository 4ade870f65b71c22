package io.predictivescaler.demo;

import static io.predictivescaler.demo.WeekTime.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.predictivescaler.demo.WriteLog.BoundsWrite;
import io.predictivescaler.demo.WriteLog.Told;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Decision;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.simulation.Scores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractIntegerAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A week of real life with its troubles, lived once by the real operator: see {@link ScriptedWeek}. What it decided and told, and why,
 * stands in {@code target/week}, a file for each resource. The resources have nothing to do with each other, so two processes may have
 * a week each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LivedWeek {
    private static final long SEED = 1;

    private final List<WeekApp> apps;
    private ScriptedWeek week;

    LivedWeek(String... names) {
        this.apps = WeekApp.named(names);
    }

    @BeforeAll
    void live() throws IOException, InterruptedException {
        Quiet.logs();
        week = new ScriptedWeek(SEED, apps);
        try {
            week.live();
        } finally {
            new WeekChronicle(week).writeTo(Path.of("target", "week"));
        }
        week.end();
    }

    @AfterAll
    void close() {
        week.close();
    }

    ScriptedWeek week() {
        return week;
    }

    PredictiveScalerStatus status(String name, String time) {
        return week.log().statusAt(name, at(time));
    }

    String told(String name, String time) {
        return "seed " + SEED + ", " + time + ", " + name + ": " + week.log().boundsAt(name, at(time)) + "\n"
                + status(name, time);
    }

    AbstractIntegerAssert<?> assertFloor(String name, String time) {
        return assertThat(week.log().boundsAt(name, at(time)).minReplicas()).as(told(name, time));
    }

    AbstractStringAssert<?> assertDecision(String name, String time, String reason) {
        Decision decision = Objects.requireNonNull(status(name, time).decision());
        assertThat(decision.reason()).as(told(name, time)).isEqualTo(reason);
        return assertThat(decision.message()).as(told(name, time));
    }

    /** The message of a condition that has this status and reason. */
    AbstractStringAssert<?> assertCondition(String name, String time, String type, String statusAndReason) {
        Condition condition = status(name, time).conditions().stream()
                .filter(found -> found.getType().equals(type))
                .findFirst()
                .orElseThrow();
        assertThat(condition.getStatus() + ", " + condition.getReason())
                .as(told(name, time))
                .isEqualTo(statusAndReason);
        return assertThat(condition.getMessage()).as(told(name, time));
    }

    /** Replicas that status expects to be needed at most, within a day. */
    int nextPeak(String name, String time) {
        return Objects.requireNonNull(Objects.requireNonNull(
                        Objects.requireNonNull(status(name, time).forecast()).nextPeak())
                .replicas());
    }

    List<Told> events(String name, String reason, String from, String to) {
        return week.log().told().stream()
                .filter(event -> event.about().equals(name) && event.reason().equals(reason))
                .filter(event -> !event.at().isBefore(at(from)) && event.at().isBefore(at(to)))
                .toList();
    }

    List<BoundsWrite> writes(String name, Instant from, Instant to) {
        return week.log().bounds().stream()
                .filter(write -> write.name().equals(name))
                .filter(write -> !write.at().isBefore(from) && write.at().isBefore(to))
                .toList();
    }

    /** Replicas that carry the highest demand of a stretch of time. */
    int needed(String name, String from, String to) {
        return (int) Math.ceil(week.highestDemand(name, at(from), at(to)) / ScriptedWeek.CAPACITY_PER_REPLICA);
    }

    double shortMinutes(String name, String day) {
        return on(day, name).shortMinutes();
    }

    double shortMinutesAlone(String name, String day) {
        return Objects.requireNonNull(week.alone(name).get(date(day))).shortMinutes();
    }

    Scores on(String day, String name) {
        return Objects.requireNonNull(week.scores(name).get(date(day)));
    }

    static LocalDate date(String day) {
        return at(day + " 12:00").atZone(WeekTime.ZONE).toLocalDate();
    }

    /** From the first day to the last. */
    void assertNeverDistrusted(String name) {
        for (String reason : List.of("PatternBroken", "NoSkill")) {
            assertThat(events(name, reason, "Mon 00:00", "Sun 23:59")).isEmpty();
        }
        assertCondition(name, "Sun 23:59", "Trusted", "True, Proven");
    }

    @Nested
    class AtEveryStep {
        @Test
        void theRulesThatNeverBreakHold() {
            assertThat(week.rules().broken()).as("seed %d", SEED).isEmpty();
            assertThat(week.rules().asked()).isGreaterThan(112_000L * apps.size());
        }

        @Test
        void theFloorIsCalmAndTheStatusQuiet() {
            apps.forEach(app -> assertCalmAndQuiet(app.name()));
        }

        private void assertCalmAndQuiet(String name) {
            for (String day : List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")) {
                Instant start = date(day).atStartOfDay(WeekTime.ZONE).toInstant();
                Instant end = date(day).plusDays(1).atStartOfDay(WeekTime.ZONE).toInstant();
                long moves = writes(name, start, end).stream()
                        .filter(write -> write.isByOperator()
                                && !write.before().bounds().equals(write.after().bounds()))
                        .count();
                long statuses = week.log().statuses().stream()
                        .filter(write -> write.name().equals(name))
                        .filter(write ->
                                !write.at().isBefore(start) && write.at().isBefore(end))
                        .count();
                long events = week.log().told().stream()
                        .filter(event -> event.about().equals(name))
                        .filter(event ->
                                !event.at().isBefore(start) && event.at().isBefore(end))
                        .count();
                assertThat(moves)
                        .as("moves of %s on %s, seed %d", name, day, SEED)
                        .isLessThanOrEqualTo(40);
                // One every quarter of an hour, and one for each thing that happens.
                assertThat(statuses)
                        .as("statuses of %s on %s, seed %d", name, day, SEED)
                        .isLessThanOrEqualTo(96 + 2 * (moves + events) + 20);
                assertThat(events)
                        .as("events of %s on %s, seed %d", name, day, SEED)
                        .isLessThanOrEqualTo(moves + 12);
            }
        }

        @Test
        void noSentenceIsCutShort() {
            assertThat(week.log().statuses().stream()
                            .filter(write -> write.status().decision() != null)
                            .map(write -> write.name() + ": "
                                    + write.status().decision().message())
                            .filter(sentence -> sentence.endsWith("…"))
                            .distinct())
                    .as("seed %d", SEED)
                    .isEmpty();
        }
    }

    @Nested
    class WhenPrometheusGoesOut {
        @Test
        void everyResourceIsToldOnce() {
            for (WeekApp app : apps) {
                assertThat(events(app.name(), "PrometheusFailed", "Tue 07:00", "Tue 09:00"))
                        .as(app.name())
                        .singleElement()
                        .extracting(Told::type)
                        .isEqualTo("Warning");
            }
        }
    }

    @Nested
    class AtTheEnd {
        @Test
        void everybodyHasTheirOwnBoundsBackAndNothingElseIsLeft() {
            for (WeekApp app : apps) {
                Bounds owed = app.name().equals("checkout") ? new Bounds(6, 24) : app.bounds();
                assertThat(week.log().standing(app.name()).bounds())
                        .as(app.name())
                        .isEqualTo(owed);
                assertThat(week.log().standing(app.name()).isNoted())
                        .as(app.name())
                        .isFalse();
            }
        }

        @Test
        void whatWasHeldWentBackInOneWrite() {
            for (WeekApp app : apps) {
                assertThat(writes(app.name(), WeekTime.END, Instant.MAX))
                        .as(app.name())
                        .hasSizeLessThanOrEqualTo(1);
            }
        }
    }
}
