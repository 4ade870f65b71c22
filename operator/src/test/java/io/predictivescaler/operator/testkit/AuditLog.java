package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an API server writes down of its requests: a line of JSON for each stage of each. */
final class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AuditLog() {}

    static Set<Access> accesses(Path log, String user) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(AuditLog::parsed)
                    .filter(event -> event.at("/user/username").asText().equals(user))
                    // A request that has only come in says nothing of its answer; what is not about an object is
                    // discovery.
                    .filter(event -> event.has("responseStatus") && event.has("objectRef"))
                    .map(AuditLog::access)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Access access(JsonNode event) {
        JsonNode object = event.get("objectRef");
        String subresource = object.path("subresource").asText();
        return new Access(
                object.path("apiGroup").asText(),
                object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
                event.path("verb").asText(),
                object.path("namespace").asText(),
                object.path("name").asText(),
                event.at("/responseStatus/code").asInt());
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
