package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The admission policy of the examples, and its binding. */
public final class LowerMaximum {
    public static final String API_VERSION = "admissionregistration.k8s.io/v1";
    public static final String KIND = "MutatingAdmissionPolicy";

    private LowerMaximum() {}

    public static JsonNode policy() {
        return new ObjectMapper()
                .valueToTree(Serialization.unmarshal(documents().getFirst(), Object.class));
    }

    /** Policy and binding, as objects to create. */
    public static List<GenericKubernetesResource> objects() {
        return documents().stream()
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                .toList();
    }

    private static List<String> documents() {
        Path file = Path.of(System.getProperty("root.directory"), "examples/admission/lower-maximum.yaml");
        try {
            return Arrays.asList(Files.readString(file).split("(?m)^---$"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
