package io.predictivescaler.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangeQueryTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void asksForTheLastWholeSteps() {
        RangeQuery query = RangeQuery.lastSteps("up", 60, MINUTE, NOON.plusSeconds(59));

        assertThat(query).isEqualTo(new RangeQuery("up", NOON.minus(Duration.ofHours(1)), NOON, MINUTE));
        assertThat(query.steps()).isEqualTo(60);
    }

    @Test
    void refusesEndsOffTheGrid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RangeQuery("up", NOON.plusSeconds(1), NOON.plusSeconds(61), MINUTE))
                .withMessageContaining("is not a multiple of PT1M");
        assertThatIllegalArgumentException().isThrownBy(() -> new RangeQuery("up", NOON, NOON.plusSeconds(61), MINUTE));
    }

    @Test
    void refusesEmptyWindows() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RangeQuery("up", NOON, NOON, MINUTE));
    }

    @Test
    void refusesMoreStepsThanAnyLookBackHas() {
        Duration second = Duration.ofSeconds(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RangeQuery("up", NOON.minus(Duration.ofDays(400)), NOON, second))
                .withMessageContaining("at most 1000000 steps");
    }

    @Test
    void splitsIntoChunksThatMeet() {
        RangeQuery query = new RangeQuery("up", NOON, NOON.plus(MINUTE.multipliedBy(25)), MINUTE);

        List<RangeQuery> chunks = RangeRequest.chunks(query, 10);

        assertThat(chunks).extracting(RangeQuery::steps).containsExactly(10, 10, 5);
        assertThat(chunks.getFirst().from()).isEqualTo(query.from());
        assertThat(chunks.get(1).from()).isEqualTo(chunks.get(0).to());
        assertThat(chunks.get(2).from()).isEqualTo(chunks.get(1).to());
        assertThat(chunks.getLast().to()).isEqualTo(query.to());
    }
}
