package io.predictivescaler.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DashboardTest {
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");
    private static final String SOURCE = "${datasource}";

    private final Dashboard dashboard = Dashboard.ofTheChart();
    private final QueryCheck check = new QueryCheck();

    @Test
    void asksOnlyForWhatTheOperatorExports() {
        assertThat(dashboard.queries())
                .hasSizeGreaterThan(30)
                .allSatisfy(query -> check.assertThatItsNamesExist(query.panel(), query.expression()));
    }

    @Test
    void answersTheQuestionsOfAnOnCallInTheirOrder() {
        assertThat(dashboard.rows())
                .extracting(row -> row.path("title").asText())
                .containsExactly(
                        "Is it working?",
                        "What will happen tonight?",
                        "Is the forecast good?",
                        "Who is limited?",
                        "Who is distrusted?",
                        "Which floors are held past their expiry?",
                        "What does it cost, and what does it bring?",
                        "What are plans made with?");
    }

    @Test
    void hasPanelsThatAreToldApart() {
        assertThat(dashboard.panels())
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates()
                .doesNotContain(0);
        assertThat(dashboard.panels())
                .extracting(panel -> panel.path("title").asText())
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void saysOfEveryPanelWhatItShowsInWhichUnit() {
        assertThat(dashboard.views()).allSatisfy(panel -> {
            assertThat(panel.path("description").asText()).endsWith(".");
            assertThat(panel.path("fieldConfig").path("defaults").path("unit").asText())
                    .isNotEmpty();
        });
    }

    @Test
    void putsNoPanelOverAnother() {
        List<JsonNode> panels = dashboard.panels();
        for (JsonNode one : panels) {
            assertThat(edge(one, "x", "w")).isLessThanOrEqualTo(24);
            assertThat(panels)
                    .filteredOn(other -> other != one && overlap(one, other))
                    .as("panels over %s", one.path("title"))
                    .isEmpty();
        }
    }

    private static int edge(JsonNode panel, String from, String size) {
        return panel.path("gridPos").path(from).asInt()
                + panel.path("gridPos").path(size).asInt();
    }

    private static boolean overlap(JsonNode one, JsonNode other) {
        return one.path("gridPos").path("x").asInt() < edge(other, "x", "w")
                && other.path("gridPos").path("x").asInt() < edge(one, "x", "w")
                && one.path("gridPos").path("y").asInt() < edge(other, "y", "h")
                && other.path("gridPos").path("y").asInt() < edge(one, "y", "h");
    }

    @Test
    void readsFromThePrometheusThatIsChosen() {
        assertThat(dashboard.variables())
                .extracting(variable -> variable.path("name").asText())
                .containsExactly("datasource", "namespace", "name");
        assertThat(dashboard.variables().getFirst().path("type").asText()).isEqualTo("datasource");
        assertThat(dashboard.views()).allSatisfy(panel -> {
            assertThat(panel.path("datasource").path("uid").asText()).isEqualTo(SOURCE);
            assertThat(Dashboard.children(panel.path("targets")))
                    .allMatch(target ->
                            target.path("datasource").path("uid").asText().equals(SOURCE));
        });
    }

    @Test
    void offersTheResourcesThatThereAre() {
        assertThat(dashboard.variables().subList(1, 3)).allSatisfy(variable -> {
            assertThat(variable.path("datasource").path("uid").asText()).isEqualTo(SOURCE);
            Matcher query =
                    LABEL_VALUES.matcher(variable.path("query").path("query").asText());
            assertThat(query.matches()).isTrue();
            check.assertThatItsNamesExist("variable " + variable.path("name"), query.group(1));
            assertThat(query.group(2)).isEqualTo(variable.path("name").asText());
        });
    }

    @Test
    void selectsTheChosenResourcesWhereverAMetricHasSeriesOfEach() {
        assertThat(dashboard.queries())
                .filteredOn(query -> query.expression().contains("$name"))
                .hasSizeGreaterThan(25)
                .allMatch(query -> query.expression().contains("namespace=~\"$namespace\",name=~\"$name\""));
    }
}
