package io.predictivescaler.operator.metrics;

import io.predictivescaler.operator.config.PrometheusSettings;
import io.predictivescaler.operator.metrics.EndpointResolution.Resolved;
import io.predictivescaler.operator.metrics.EndpointResolution.Unresolved;
import io.predictivescaler.operator.spec.SourceSpec;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * From the source that a resource names to the endpoint with its credentials. What a resource refers to is read in the resource's
 * own namespace; what is the operator's own is read from the operator's own files, and the two never mix.
 */
public final class EndpointResolver {
    private final PrometheusSettings settings;
    private final SecretReader secrets;

    public EndpointResolver(PrometheusSettings settings, SecretReader secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /** The endpoint as it is now: credentials are read with each call, since they are rotated. */
    public EndpointResolution resolve(String namespace, SourceSpec source) {
        return switch (source) {
            case SourceSpec.OperatorSource operators -> operators();
            case SourceSpec.OwnSource own -> {
                ReferencedValues values = new ReferencedValues(namespace, secrets);
                yield endpoint(
                        own.url(),
                        own.timeout(),
                        new Values(
                                values.headers(own.headers()),
                                values.authentication(own.auth()),
                                values.tls(own.tls()),
                                values.problems()),
                        refusal -> String.valueOf(refusal.getMessage()));
            }
        };
    }

    private EndpointResolution operators() {
        return switch (settings.ownSource()) {
            case PrometheusSettings.OwnSource.None none ->
                new Unresolved(List.of("the operator has no Prometheus of its own: set spec.prometheus.url, "
                        + "or ask who runs the operator to set --prometheus-url"));
            case PrometheusSettings.OwnSource.At at -> {
                OperatorFiles files = new OperatorFiles();
                yield endpoint(
                        at.url(),
                        settings.timeout(),
                        new Values(
                                files.headers(at.headers()),
                                files.authentication(at.credentials()),
                                files.tls(at.trust()),
                                files.problems()),
                        // What is wrong is about the operator's own files, and whoever reads the status may not.
                        refusal -> OperatorFiles.unusable("--prometheus-headers-file"));
            }
        };
    }

    private static EndpointResolution endpoint(
            URI url, Duration timeout, Values values, Function<IllegalArgumentException, String> problem) {
        List<String> problems = new ArrayList<>(values.problems());
        if (problems.isEmpty()) {
            try {
                return new Resolved(
                        new PrometheusEndpoint(url, timeout, values.headers(), values.authentication(), values.tls()));
            } catch (IllegalArgumentException e) {
                problems.add(problem.apply(e));
            }
        }
        return new Unresolved(problems);
    }

    /** What was read for an endpoint; where there are problems, the rest is not to be used. */
    private record Values(
            Map<String, String> headers, Authentication authentication, TlsMaterial tls, List<String> problems) {}
}
