package io.predictivescaler.operator.preview;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.predictivescaler.operator.api.PredictiveScaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A file with one PredictiveScaler in YAML or JSON. */
public record ScalerFile(Path path) {
    private static final long MOST_BYTES = 1 << 20;
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    /** Why a file cannot be asked about: one sentence with the remedy. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    /** The resource; what it says is not checked yet, but that it is one and has a name. */
    public PredictiveScaler read() throws Unusable {
        Object document = document();
        if (!(document instanceof Map<?, ?> fields)
                || !PredictiveScaler.class.getSimpleName().equals(fields.get("kind"))
                || !String.valueOf(fields.get("apiVersion")).startsWith(PredictiveScaler.GROUP + "/")) {
            throw new Unusable(path + " holds no " + PredictiveScaler.class.getSimpleName() + " of "
                    + PredictiveScaler.GROUP + ": give a file with that one resource");
        }
        PredictiveScaler resource = converted(fields);
        if (Optional.ofNullable(resource.getMetadata())
                .map(meta -> meta.getName())
                .isEmpty()) {
            throw new Unusable(path + " says no metadata.name: add it");
        }
        return resource;
    }

    private Object document() throws Unusable {
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new Unusable(path + " is larger than 1 MiB: give a file with one PredictiveScaler");
            }
            Object document = YAML.unmarshal(Files.readString(path), Object.class);
            return document == null ? Map.of() : document;
        } catch (IOException e) {
            throw new Unusable(path + " cannot be read: give a file that can");
        } catch (RuntimeException e) {
            throw new Unusable(path + " is no YAML of one resource" + where(e) + ": correct it");
        }
    }

    private PredictiveScaler converted(Map<?, ?> fields) throws Unusable {
        try {
            return YAML.convertValue(fields, PredictiveScaler.class);
        } catch (IllegalArgumentException e) {
            throw new Unusable(path + " is no PredictiveScaler" + where(e)
                    + ": correct it; kubectl explain pscaler.spec describes every field");
        }
    }

    /** The place that the parser names, in the words of the file. */
    private static String where(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonMappingException mapping
                    && !mapping.getPath().isEmpty()) {
                return " at "
                        + mapping.getPath().stream()
                                .map(step ->
                                        step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                                .collect(Collectors.joining("."))
                                .replace(".[", "[");
            }
            if (cause instanceof JacksonException parser && parser.getLocation() != null) {
                return " (line " + parser.getLocation().getLineNr() + ")";
            }
        }
        return "";
    }
}
