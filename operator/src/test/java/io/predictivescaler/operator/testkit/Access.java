package io.predictivescaler.operator.testkit;

/**
 * One thing that somebody asked of an API server.
 *
 * @param resource with its subresource: {@code deployments/scale}
 * @param namespace empty: of all
 * @param name empty: of none in particular, as in a creation or in a list of all
 * @param code of the answer
 */
public record Access(String apiGroup, String resource, String verb, String namespace, String name, int code) {}
