package io.predictivescaler.operator.scale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.MaxReplicas;
import io.predictivescaler.planning.MinReplicas;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The annotation that holds a {@link BoundsRecord} on a target, as JSON. */
public final class BoundsAnnotation {
    /** Its key. */
    public static final String KEY = "predictivescaler.io/bounds";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MIN = "minReplicas";
    private static final String MAX = "maxReplicas";

    private BoundsAnnotation() {}

    static String write(BoundsRecord record) {
        ObjectNode json = JSON.createObjectNode();
        json.put("targetUid", record.targetUid()).put("scalerUid", record.scalerUid());
        ObjectNode baseline = json.putObject("baseline");
        switch (record.baseline().minReplicas()) {
            case MinReplicas.Stated stated -> baseline.put(MIN, stated.effective());
            case MinReplicas.Absent absent -> {}
        }
        switch (record.baseline().maximum()) {
            case MaxReplicas.Stated stated -> baseline.put(MAX, stated.effective());
            case MaxReplicas.Absent absent -> {}
        }
        json.putObject("applied")
                .put(MIN, record.applied().minReplicas())
                .put(MAX, record.applied().maxReplicas());
        json.put("expires", record.expires().toString());
        return json.toString();
    }

    /** What an object of this kind carries. */
    static Target.Note on(ObjectMeta meta, TargetKind kind) {
        return Optional.ofNullable(meta.getAnnotations())
                .map(annotations -> annotations.get(KEY))
                .map(text -> read(text, kind))
                .orElseGet(Target.Note.None::new);
    }

    /** @param kind of the target that carries it: it says what holds where the user left a bound out */
    static Target.Note read(String text, TargetKind kind) {
        try {
            JsonNode json = JSON.readTree(text);
            JsonNode baseline = json.required("baseline");
            JsonNode applied = json.required("applied");
            return new Target.Note.Written(new BoundsRecord(
                    json.required("targetUid").asText(),
                    json.required("scalerUid").asText(),
                    kind.baseline(integerOrNone(baseline, MIN), integerOrNone(baseline, MAX)),
                    new Bounds(integer(applied, MIN), integer(applied, MAX)),
                    Instant.parse(json.required("expires").asText())));
        } catch (JsonProcessingException e) {
            return new Target.Note.Unreadable("it is not JSON");
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Target.Note.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The user's own bounds behind those in force, where these are the operator's; empty where somebody has edited them since, or
     * where the text is no record.
     *
     * @param text of the annotation
     */
    public static Optional<Baseline> baselineBehind(Bounds inForce, String text, TargetKind kind) {
        return switch (read(text, kind)) {
            case Target.Note.Written written ->
                written.record().applied().equals(inForce)
                        ? Optional.of(written.record().baseline())
                        : Optional.empty();
            case Target.Note.None none -> Optional.empty();
            case Target.Note.Unreadable unreadable -> Optional.empty();
        };
    }

    private static @Nullable Integer integerOrNone(JsonNode json, String field) {
        return json.has(field) ? Integer.valueOf(integer(json, field)) : null;
    }

    private static int integer(JsonNode json, String field) {
        JsonNode value = json.required(field);
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw new IllegalArgumentException(field + " is a whole number, not " + value);
        }
        return value.intValue();
    }
}
