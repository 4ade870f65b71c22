package io.predictivescaler.operator.testkit.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.testkit.prometheus.PromQl.Matcher;
import io.predictivescaler.operator.testkit.prometheus.PromQl.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void findsMetricsWithTheirMatchers() {
        PromQl query = PromQl.of("time() - max by (a, b) (x_seconds{c=\"}, d\",e=~\"f|g\"}) > 1e3 * scalar(sum(y))");

        assertThat(query.selectors())
                .containsExactly(
                        new Selector(
                                "x_seconds", List.of(new Matcher("c", "=", "}, d"), new Matcher("e", "=~", "f|g"))),
                        new Selector("y", List.of()));
        assertThat(query.grouping()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void takesNeitherFunctionsNorRangesNorWordsForMetrics() {
        PromQl query = PromQl.of("sum(increase(x_total[1h])) by (a) and on (b) y offset 6d unless on () z == bool 1");

        assertThat(query.selectors()).extracting(Selector::metric).containsExactly("x_total", "y", "z");
        assertThat(query.grouping()).containsExactlyInAnyOrder("a", "b");
    }
}
