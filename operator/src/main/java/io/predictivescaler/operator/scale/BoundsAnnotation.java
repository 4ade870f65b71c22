package io.predictivescaler.operator.scale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.MinReplicas;
import java.time.DateTimeException;
import java.time.Instant;

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
        baseline.put(MAX, record.baseline().maxReplicas());
        json.putObject("applied")
                .put(MIN, record.applied().minReplicas())
                .put(MAX, record.applied().maxReplicas());
        json.put("expires", record.expires().toString());
        return json.toString();
    }

    /** @param assumedMin the floor that the API assumes where the user left it out */
    static Target.Note read(String text, int assumedMin) {
        try {
            JsonNode json = JSON.readTree(text);
            JsonNode baseline = json.required("baseline");
            JsonNode applied = json.required("applied");
            MinReplicas min = baseline.has(MIN)
                    ? new MinReplicas.Stated(integer(baseline, MIN))
                    : new MinReplicas.Absent(assumedMin);
            return new Target.Note.Written(new BoundsRecord(
                    json.required("targetUid").asText(),
                    json.required("scalerUid").asText(),
                    new Baseline(min, integer(baseline, MAX)),
                    new Bounds(integer(applied, MIN), integer(applied, MAX)),
                    Instant.parse(json.required("expires").asText())));
        } catch (JsonProcessingException e) {
            return new Target.Note.Unreadable("it is not JSON");
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Target.Note.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static int integer(JsonNode json, String field) {
        JsonNode value = json.required(field);
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw new IllegalArgumentException(field + " is a whole number, not " + value);
        }
        return value.intValue();
    }
}
