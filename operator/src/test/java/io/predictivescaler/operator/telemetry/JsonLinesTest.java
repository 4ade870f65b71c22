package io.predictivescaler.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private final LoggerContext context = new LoggerContext();

    private String lineOf(Map<String, String> about, String message, @Nullable Throwable thrown, Object... arguments) {
        LoggingEvent event = new LoggingEvent(
                "test", context.getLogger("io.predictivescaler.Planner"), Level.INFO, message, thrown, arguments);
        event.setInstant(Instant.parse("2026-11-23T08:00:00.123456Z"));
        event.setMDCPropertyMap(about);
        event.setThreadName("reconcile-1");
        JsonLines encoder = new JsonLines();
        encoder.setContext(context);
        encoder.start();
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    private static JsonNode json(String line) throws JsonProcessingException {
        return new ObjectMapper().readTree(line);
    }

    @Test
    void nameTheResourceTheyAreAbout() {
        assertThat(lineOf(
                        Map.of("resource.namespace", "shop", "resource.name", "checkout"), "floor {} → {}", null, 2, 9))
                .isEqualTo("{\"time\":\"2026-11-23T08:00:00.123Z\",\"level\":\"INFO\",\"message\":\"floor 2 → 9\","
                        + "\"namespace\":\"shop\",\"name\":\"checkout\","
                        + "\"logger\":\"io.predictivescaler.Planner\",\"thread\":\"reconcile-1\"}\n");
    }

    @Test
    void takeOverWhatElseIsKnown() throws Exception {
        JsonNode line = json(lineOf(Map.of("demand", "requests", "resource.uid", "1", "level", "mine"), "read", null));

        assertThat(line.path("demand").asText()).isEqualTo("requests");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.has("namespace")).isFalse();
        assertThat(line.has("resource.uid")).isFalse();
    }

    @Test
    void holdAnExceptionInOneLine() throws Exception {
        String line = lineOf(Map.of(), "a bug", new IllegalStateException("two\nlines"));

        assertThat(line.lines()).hasSize(1);
        assertThat(json(line).path("exception").asText())
                .startsWith("java.lang.IllegalStateException: two\nlines")
                .contains("\tat " + JsonLinesTest.class.getName());
    }
}
