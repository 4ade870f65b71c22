package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /** Every YAML file of the examples, those in folders left out. */
    public static List<Path> all() {
        try (Stream<Path> files = Files.list(ROOT.resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One by its file's name. */
    public static Path named(String file) {
        return ROOT.resolve("examples").resolve(file);
    }

    /** The only PredictiveScaler of a file, as a fresh tree, applied in the namespace {@code shop}. */
    public static JsonNode scaler(Path example) {
        List<JsonNode> scalers = EmulatedApiServer.documents(example).stream()
                .filter(document -> document.path("kind").asText().equals("PredictiveScaler"))
                .toList();
        if (scalers.size() != 1) {
            throw new AssertionError(
                    example + " holds " + scalers.size() + " PredictiveScalers, and an example has one");
        }
        ObjectNode scaler = scalers.getFirst().deepCopy();
        scaler.withObject("metadata").put("namespace", OperatorFixture.NAMESPACE);
        return scaler;
    }

    /** The smallest useful resource, as a fresh tree. */
    public static JsonNode smallest() {
        return scaler(named("smallest.yaml"));
    }

    /** A resource that says all that the schema knows, beyond what the operator supports. */
    public static JsonNode wholeApi() {
        return EmulatedApiServer.yaml(ROOT.resolve("operator/src/test/resources/whole-api.yaml"));
    }
}
