package io.predictivescaler.operator.metrics;

import java.util.List;

/** What came of looking for the endpoint of a source. */
public sealed interface EndpointResolution {
    /** The endpoint, with its credentials. */
    record Resolved(PrometheusEndpoint endpoint) implements EndpointResolution {}

    /**
     * None yet.
     *
     * @param problems all of them, each a sentence with its remedy and without any secret
     */
    record Unresolved(List<String> problems) implements EndpointResolution {
        public Unresolved {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a source without an endpoint has a problem");
            }
        }

        /** All problems in one line. */
        public String message() {
            return String.join("; ", problems);
        }
    }
}
