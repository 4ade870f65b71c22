package io.predictivescaler.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.predictivescaler.operator.report.Chart.Kind;
import io.predictivescaler.operator.report.Chart.Mark;
import io.predictivescaler.operator.report.Chart.Series;
import io.predictivescaler.operator.report.Chart.Visibility;
import io.predictivescaler.operator.simulate.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PageTest {
    private static final String HOSTILE = "</script><script>alert(1)</script><!-- \u2028\ud800";

    @Test
    void holdsNoTextThatEndsAScript() {
        String markup = page(chart("unit " + HOSTILE)).markup();

        assertThat(markup).doesNotContain("alert(1)</script>").doesNotContain("<!-- ");
        assertThat(markup.split("</script>", -1))
                .as("the data, the library and the page's own")
                .hasSize(4);
    }

    @Test
    void givesTheScriptWhatWasPutIn() throws Exception {
        JsonNode chart = data(page(chart("unit " + HOSTILE))).get("run");

        assertThat(chart.get("unit").textValue()).isEqualTo("unit " + HOSTILE);
        assertThat(chart.get("start").longValue()).isEqualTo(1_774_742_400);
        assertThat(chart.get("step").longValue()).isEqualTo(3600);
        assertThat(chart.get("series").get(0).get("values")).hasToString("[1235000,0.1235,null,0]");
        assertThat(chart.get("series").get(0).has("short")).isFalse();
        assertThat(chart.get("series").get(1).get("short")).hasToString("[[1,0.25],[3,60]]");
        assertThat(chart.get("marks").get(0)).hasToString("{\"at\":1774746000,\"label\":\"now\"}");
    }

    @Test
    void tellsTheBrowserWhenTheClockWasPutForward() throws Exception {
        assertThat(data(page(chart(""))).get("run").get("offsets"))
                .hasToString("[[1774742400,3600],[1774746000,7200]]");
    }

    @Test
    void allowsNothingButItsOwnScripts() {
        String markup = page(chart("")).markup();

        assertThat(markup).contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
        assertThat(markup).containsPattern("script-src 'sha256-[^']+' 'sha256-[^']+'\"");
        assertThat(markup).doesNotContain("unsafe-eval");
    }

    @Test
    void asksNobodyForAnything() {
        Matcher asking = Pattern.compile(
                        "(?i)\\b(?:src|href|action)\\s*=\\s*[\"'][^\"']|url\\(|@import|<link|<base|fetch\\(|XMLHttpRequest|WebSocket|import\\(")
                .matcher(page(chart("")).markup());

        assertThat(asking.results().map(found -> found.group())).isEmpty();
    }

    @Test
    void bringsTheLicenceOfTheLibraryAlong() {
        assertThat(page(chart("")).markup())
                .contains("The MIT License")
                .contains("Leon Sorokin")
                .contains("uPlot (v");
    }

    private static Page page(Chart chart) {
        return new Page(
                "A page", List.of(Chart.figure("run", "what it shows", "how to read it")), Map.of("run", chart));
    }

    /** From 01:00 in Berlin on, on the day that the clock goes from 02:00 to 03:00. */
    private static Chart chart(String unit) {
        return new Chart(
                Instant.parse("2026-03-29T00:00:00Z"),
                Duration.ofHours(1),
                ZoneId.of("Europe/Berlin"),
                unit,
                50,
                List.of(
                        new Series(
                                "Demand",
                                "Demand",
                                "demand",
                                Kind.LOAD,
                                Visibility.SHOWN,
                                Line.of(1_234_567, 0.12345, Double.NaN, 0)),
                        new Series(
                                "HPA",
                                "HPA",
                                "hpa",
                                Kind.REPLICAS,
                                Visibility.HIDDEN,
                                Line.of(1, 2, 3, 4),
                                Line.of(0, 0.25, 0, 60))),
                List.of(new Mark(Instant.parse("2026-03-29T01:00:00Z"), "now")));
    }

    private static JsonNode data(Page page) throws Exception {
        Matcher data = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page.markup());
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }
}
