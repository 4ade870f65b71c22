package io.predictivescaler.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.predictivescaler.operator.config.PrometheusSettings;
import io.predictivescaler.operator.config.PrometheusSettings.OwnSource;
import io.predictivescaler.operator.demand.DemandSources;
import io.predictivescaler.operator.metrics.BackOff;
import io.predictivescaler.operator.metrics.FetchLimits;
import io.predictivescaler.operator.metrics.PrometheusSources;
import io.predictivescaler.operator.metrics.QuerySlots;
import io.predictivescaler.operator.spec.AllowedAddresses;
import io.predictivescaler.operator.spec.SourceSpec;
import io.predictivescaler.operator.spec.SpecDefaults;
import io.predictivescaler.operator.telemetry.ConditionReason;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;

/** From what a resource names to a source of demand, with the credentials as they are now. */
final class DemandAccess implements DemandSources, AutoCloseable {
    /** Longer than any refresh interval, so that a source in use keeps its connections. */
    private static final Duration UNUSED = Duration.ofHours(2);

    private final PrometheusSettings settings;
    private final PrometheusSources sources;

    private DemandAccess(PrometheusSettings settings, PrometheusSources sources) {
        this.settings = settings;
        this.sources = sources;
    }

    static DemandAccess of(KubernetesClient client, PrometheusSettings settings) {
        FetchLimits standard = FetchLimits.standard();
        FetchLimits limits = new FetchLimits(
                standard.tries(), standard.concurrent(), standard.pointsPerRequest(), settings.responseLimit());
        return new DemandAccess(
                settings,
                new PrometheusSources(
                        limits,
                        QuerySlots.overall(settings.concurrency()),
                        BackOff.standard(new SplittableRandom()),
                        InstantSource.system(),
                        UNUSED));
    }

    @Override
    public Lookup source(String namespace, SourceSpec spec) {
        return switch (spec) {
            case SourceSpec.OperatorSource operator -> operatorSource();
            case SourceSpec.OwnSource own -> new Lookup.Unusable(ConditionReason.NotSupported, "");
        };
    }

    private Lookup operatorSource() {
        return switch (settings.ownSource()) {
            case OwnSource.None none ->
                new Lookup.Unusable(
                        ConditionReason.NoPrometheus,
                        "the operator has no Prometheus of its own: set spec.prometheus.url, or start the operator with"
                                + " --prometheus-url");
            case OwnSource.At at -> {
                try {
                    yield new Lookup.Usable(sources.source(OperatorEndpoint.of(at, settings.timeout())));
                } catch (IOException | IllegalArgumentException e) {
                    yield new Lookup.Unusable(
                            ConditionReason.ReferenceNotFound,
                            "the operator cannot read its own Prometheus credentials: " + e.getMessage());
                }
            }
        };
    }

    /** What the operator's own settings say about resources. */
    SpecDefaults defaults() {
        return switch (settings.ownSource()) {
            case OwnSource.None none -> throw new IllegalStateException("not yet");
            case OwnSource.At at -> new SpecDefaults(at.url(), new AllowedAddresses(settings.allowedHosts()));
        };
    }

    @Override
    public void close() {
        sources.close();
    }
}
