package io.predictivescaler.operator.simulate;

import io.predictivescaler.operator.ResourceKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** An object as a YAML file describes it. */
record Manifest(Map<?, ?> tree) {
    private static final int MOST_BYTES = 4 << 20;

    /** What is named in a file that has no namespace of its own. */
    static final String DEFAULT_NAMESPACE = "default";

    /** All objects of a file, those of a {@code List} one by one, in their order. */
    static List<Manifest> in(Path file) throws UnusableManifest {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new UnusableManifest(file + " is larger than 4 MiB; give the file of one resource.");
            }
            return in(file.toString(), new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new UnusableManifest("There is no file " + file + "; give the path of a YAML file.");
        } catch (AccessDeniedException e) {
            throw new UnusableManifest("The file " + file + " may not be read; give this user the right to.");
        } catch (IOException e) {
            throw new UnusableManifest(
                    "The file " + file + " cannot be read (" + e.getMessage() + "); give the path of a YAML file.");
        }
    }

    /** All objects of a text. */
    static List<Manifest> in(String source, String yaml) throws UnusableManifest {
        List<Manifest> manifests = new ArrayList<>();
        LoadSettings settings = LoadSettings.builder().setLabel(source).build();
        try {
            for (Object document : new Load(settings).loadAllFromString(yaml)) {
                if (document == null) {
                    continue;
                }
                if (!(document instanceof Map<?, ?> tree)) {
                    throw new UnusableManifest(source + " holds no object of Kubernetes but "
                            + (document instanceof List<?> ? "a list" : "a text")
                            + "; give YAML with apiVersion, kind, metadata and spec.");
                }
                manifests.addAll(flattened(tree));
            }
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .map(mark -> ", line " + (mark.getLine() + 1))
                    .orElse("");
            throw new UnusableManifest(source + where + ": " + firstLine(String.valueOf(e.getProblem()))
                    + "; give YAML, each key of an object once.");
        } catch (YamlEngineException e) {
            throw new UnusableManifest(source + " is no YAML: " + firstLine(String.valueOf(e.getMessage()))
                    + "; give the YAML of a resource.");
        }
        return manifests;
    }

    private static List<Manifest> flattened(Map<?, ?> tree) {
        return "List".equals(tree.get("kind")) && tree.get("items") instanceof List<?> items
                ? items.stream()
                        .filter(Map.class::isInstance)
                        .map(item -> new Manifest((Map<?, ?>) item))
                        .toList()
                : List.of(new Manifest(tree));
    }

    Field root() {
        return Field.of(tree);
    }

    String apiVersion() {
        return root().at("apiVersion").text().orElse("");
    }

    String kind() {
        return root().at("kind").text().orElse("");
    }

    String name() {
        return root().at("metadata").at("name").text().orElse("");
    }

    /** Its namespace, or this one where it names none. */
    ResourceKey key(String otherwise) {
        return new ResourceKey(root().at("metadata").at("namespace").text().orElse(otherwise), name());
    }

    /** What a file holds, as messages list it. */
    static String listed(List<Manifest> manifests) {
        return manifests.isEmpty()
                ? "nothing"
                : manifests.stream()
                        .map(manifest -> (manifest.kind().isEmpty() ? "an object without a kind" : manifest.kind())
                                + (manifest.name().isEmpty() ? "" : " '" + manifest.name() + "'"))
                        .collect(Collectors.joining(", "));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("it cannot be parsed").strip();
    }
}
