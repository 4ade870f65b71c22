package io.predictivescaler.operator.scale;

/** What an autoscaler scales, as its {@code scaleTargetRef} names it; in the autoscaler's own namespace. */
public record Workload(String apiVersion, String kind, String name) {
    /** API group, empty for Kubernetes' oldest one. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** As messages to users of the namespace name it. */
    @Override
    public String toString() {
        return kind + " '" + name + "'";
    }
}
