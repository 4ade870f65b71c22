package io.predictivescaler.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.telemetry.AlertRules.Alert;
import io.predictivescaler.operator.telemetry.AlertRules.Case;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertRulesTest {
    private final QueryCheck check = new QueryCheck();

    static List<Alert> alerts() {
        return AlertRules.all();
    }

    @Test
    void areToldApart() {
        assertThat(alerts())
                .extracting(Alert::name)
                .hasSizeGreaterThan(10)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("PredictiveScaler"));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void askOnlyForWhatTheOperatorExports(Alert alert) {
        check.assertThatItsNamesExist(alert.name(), alert.expression());
        assertThat(alert.queriesOfTexts())
                .hasSize(occurrences(alert.annotations().toString(), "query "))
                .allSatisfy(query -> check.assertThatItsNamesExist("a text of " + alert.name(), query));
    }

    private static int occurrences(String text, String word) {
        return text.split(word, -1).length - 1;
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void sayHowBadItIsWhatItIsAndWhereToReadOn(Alert alert) {
        assertThat(alert.labels().path("severity").asText()).isIn("critical", "warning", "info");
        assertThat(alert.annotations().path("summary").asText()).endsWith(".");
        assertThat(alert.annotations().path("description").asText()).isNotEmpty();
        assertThat(alert.annotations().path("runbook_url").asText())
                .as("the section of its name in docs/runbook.md, which RunbookTest looks for")
                .isEqualTo("docs/runbook.md#" + alert.name().toLowerCase(Locale.ROOT));
    }

    /** A count of what happened in the last hour is no state that could last. */
    @ParameterizedTest
    @MethodSource("alerts")
    void waitUntilItLasts(Alert alert) {
        assertThat(alert.lasting().isEmpty()).isEqualTo(alert.expression().contains("increase("));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void areTestedFiringAndSilent(Alert alert) {
        assertThat(AlertRules.cases()).contains(new Case(alert.name(), true), new Case(alert.name(), false));
    }
}
