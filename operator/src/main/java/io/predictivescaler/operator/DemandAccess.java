package io.predictivescaler.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.predictivescaler.operator.config.PrometheusSettings;
import io.predictivescaler.operator.demand.DemandSources;
import io.predictivescaler.operator.metrics.EndpointResolution;
import io.predictivescaler.operator.metrics.EndpointResolver;
import io.predictivescaler.operator.metrics.KubernetesSecrets;
import io.predictivescaler.operator.metrics.PrometheusSources;
import io.predictivescaler.operator.spec.SourceSpec;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.time.Timekeeping;
import java.util.SplittableRandom;

/** From what a resource names to a source of demand, with the credentials as they are now. */
public final class DemandAccess implements DemandSources, AutoCloseable {
    private final EndpointResolver resolver;
    private final PrometheusSources sources;

    /** @param client stays the caller's to close, as does {@code time} */
    public DemandAccess(KubernetesClient client, PrometheusSettings settings, Timekeeping time) {
        this.resolver = new EndpointResolver(settings, new KubernetesSecrets(client));
        this.sources = PrometheusSources.of(settings, new SplittableRandom(), time::now, time::pause);
    }

    @Override
    public Lookup source(String namespace, SourceSpec spec) {
        return switch (resolver.resolve(namespace, spec)) {
            case EndpointResolution.Resolved resolved -> new Lookup.Usable(sources.source(resolved.endpoint()));
            case EndpointResolution.Unresolved unresolved ->
                new Lookup.Unusable(
                        switch (spec) {
                            case SourceSpec.OperatorSource operators -> ConditionReason.NoPrometheus;
                            case SourceSpec.OwnSource own -> ConditionReason.ReferenceNotFound;
                        },
                        unresolved.message());
        };
    }

    @Override
    public void close() {
        sources.close();
    }
}
