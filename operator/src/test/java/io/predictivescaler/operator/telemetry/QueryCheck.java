package io.predictivescaler.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.telemetry.Exposition.Family;
import io.predictivescaler.operator.testkit.prometheus.PromQl;
import io.predictivescaler.operator.testkit.prometheus.PromQl.Matcher;
import io.predictivescaler.operator.testkit.prometheus.PromQl.Selector;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whether queries speak of what the operator exports. */
final class QueryCheck {
    private final Map<String, Family> families = Exposition.ofEverything().families();

    /** That every metric, every label and every value of a closed set is one that the operator exports. */
    void assertThatItsNamesExist(String where, String query) {
        PromQl read = PromQl.of(query);
        assertThat(read.selectors())
                .as("%s asks for a metric: %s", where, query)
                .isNotEmpty();
        Set<String> labels = new HashSet<>();
        for (Selector selector : read.selectors()) {
            Family family = families.get(selector.metric().replaceFirst("_bucket$", ""));
            assertThat(family).as("%s: metric %s", where, selector.metric()).isNotNull();
            labels.addAll(family.labels());
            for (Matcher matcher : selector.matchers()) {
                assertThat(family.labels())
                        .as("%s: labels of %s", where, selector.metric())
                        .contains(matcher.label());
                assertThatItsValuesExist(where, selector.metric(), matcher);
            }
        }
        assertThat(labels).as("%s: labels of the metrics of %s", where, query).containsAll(read.grouping());
    }

    private static void assertThatItsValuesExist(String where, String metric, Matcher matcher) {
        LabelValues.of(metric, matcher.label())
                .ifPresent(values -> assertThat(values)
                        .as("%s: values of %s{%s}", where, metric, matcher.label())
                        .containsAll(Arrays.asList(matcher.value().split("\\|"))));
    }
}
