package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.operator.api.PredictiveScaler;

/** PredictiveScalers for tests, as the client library reads them. */
public final class Resources {
    private Resources() {}

    /** One from its YAML. */
    public static PredictiveScaler parsed(String yaml) {
        // Without the dashes a text that begins with a brace is taken for JSON.
        return Serialization.unmarshal("---\n" + yaml, PredictiveScaler.class);
    }

    /** One from a tree. */
    public static PredictiveScaler parsed(JsonNode tree) {
        return parsed(tree.toString());
    }

    /** The smallest example with more lines in its spec, indented by none. */
    public static PredictiveScaler smallestWith(String spec) {
        return parsed("""
                apiVersion: predictivescaler.io/v1alpha1
                kind: PredictiveScaler
                metadata: {name: checkout, namespace: shop}
                spec:
                  targetRef: {name: checkout}
                  demand:
                  - query: requests
                    capacityPerReplica: {fixed: 50}
                """ + spec.indent(2));
    }

    /** One with these fields in its only demand entry besides the query, indented by none. */
    public static PredictiveScaler withDemand(String fields) {
        return parsed("""
                apiVersion: predictivescaler.io/v1alpha1
                kind: PredictiveScaler
                metadata: {name: checkout, namespace: shop}
                spec:
                  targetRef: {name: checkout}
                  demand:
                  - query: requests
                """ + fields.indent(4));
    }
}
