package io.predictivescaler.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryRangeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    up                                                  | PT0S
                    sum(rate(http_requests_total[5m]))                  | PT5M
                    rate(a[1m]) + rate(b[ 10m ])                        | PT10M
                    max_over_time(rate(a[5m])[1h30m:1m])                | PT1H30M
                    max_over_time(rate(a[5m])[1h:])                     | PT1H
                    rate(a[1w])                                         | PT168H
                    rate(a[300])                                        | PT5M
                    rate(a[500ms])                                      | PT0.5S
                    label_replace(rate(a[5m]), "x", "[9h]", "", "")     | PT5M
                    sum(rate(a{path=~"[1d]\\"[1d]"}[5m]))               | PT5M
                    rate(a{path='[1d]', q=`[2d]\\`}[5m])                | PT5M
                    rate(a[5m]) # not over [1d]                         | PT5M
                    rate(a[5x])                                         | PT0S
                    rate(a[                                             | PT0S
                    """)
    void isTheLongestRangeSelector(String promql, Duration range) {
        assertThat(QueryRange.of(promql)).isEqualTo(range);
    }

    @Test
    void isACenturyAtMost() {
        for (String range : List.of("101y", "9999999999", "9999999999y".repeat(1_000))) {
            assertThat(QueryRange.of("rate(a[" + range + "])")).isEqualTo(Duration.ofDays(36_500));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\", "'", "`a`'", "[", "[9", "[9:", "#\n\"", "[1d ", "\\\""})
    void isOnePassOverHostileText(String part) {
        assertThat(QueryRange.of(part.repeat(200_000))).isEqualTo(Duration.ZERO);
    }
}
