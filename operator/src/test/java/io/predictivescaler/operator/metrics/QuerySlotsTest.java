package io.predictivescaler.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuerySlotsTest {
    private final QuerySlots overall = QuerySlots.overall(3);

    private static boolean take(QuerySlots slots) throws InterruptedException {
        return slots.take(Duration.ZERO);
    }

    @Test
    void givesOneSourceNoMoreThanItsOwn() throws InterruptedException {
        QuerySlots source = overall.within(2);

        assertThat(take(source)).isTrue();
        assertThat(take(source)).isTrue();
        assertThat(take(source)).isFalse();
    }

    @Test
    void givesAllSourcesNoMoreThanThereAre() throws InterruptedException {
        QuerySlots one = overall.within(2);
        QuerySlots other = overall.within(2);
        take(one);
        take(one);
        take(other);

        assertThat(take(other)).isFalse();

        one.giveBack();
        assertThat(take(other)).isTrue();
    }

    @Test
    void holdsNothingAfterAFailedTry() throws InterruptedException {
        QuerySlots one = overall.within(3);
        QuerySlots other = overall.within(1);
        take(one);
        take(one);
        take(one);
        assertThat(take(other)).isFalse();

        one.giveBack();

        assertThat(take(other)).isTrue();
    }
}
