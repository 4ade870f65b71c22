package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two resources that differ in the branch of one union. */
public record UnionSwitch(String name, JsonNode from, JsonNode to) {

    /** Every union from each of its branches to each other one. */
    public static List<UnionSwitch> all() {
        List<UnionSwitch> switches = new ArrayList<>();
        JsonNode unions = EmulatedApiServer.yaml(
                Path.of(System.getProperty("root.directory"), "operator/src/test/resources/unions.yaml"));
        for (JsonNode union : unions) {
            String name = union.path("union").asText();
            for (JsonNode from : union.path("branches")) {
                for (JsonNode to : union.path("branches")) {
                    if (!from.equals(to)) {
                        String at = union.path("at").asText();
                        switches.add(new UnionSwitch(
                                "%s: %s to %s".formatted(name, from, to),
                                BadResource.changed(at, from),
                                BadResource.changed(at, to)));
                    }
                }
            }
        }
        return switches;
    }

    @Override
    public String toString() {
        return name;
    }
}
