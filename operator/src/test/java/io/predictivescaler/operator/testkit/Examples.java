package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sample resources that users are given. */
public final class Examples {
    private static final Path ROOT = Path.of(System.getProperty("root.directory"));

    private Examples() {}

    /** Every YAML file of the examples that holds a PredictiveScaler. */
    public static List<Path> all() {
        try (Stream<Path> files = Files.list(ROOT.resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file ->
                            EmulatedApiServer.yaml(file).path("kind").asText().equals("PredictiveScaler"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The smallest useful resource, as a fresh tree. */
    public static JsonNode smallest() {
        return EmulatedApiServer.yaml(ROOT.resolve("examples/smallest.yaml"));
    }

    /** A resource that says all that the schema knows, beyond what the operator supports. */
    public static JsonNode wholeApi() {
        return EmulatedApiServer.yaml(ROOT.resolve("operator/src/test/resources/whole-api.yaml"));
    }
}
