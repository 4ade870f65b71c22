package io.predictivescaler.operator.metrics;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sources for tests: they note their pauses instead of making them. */
final class TestSources {
    static final Duration PATIENT = Duration.ofSeconds(60);

    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    PrometheusSource of(URI url) {
        return of(PrometheusEndpoint.of(url, PATIENT));
    }

    PrometheusSource of(PrometheusEndpoint endpoint) {
        return of(endpoint, FetchLimits.standard());
    }

    PrometheusSource of(PrometheusEndpoint endpoint, FetchLimits limits) {
        return of(endpoint, limits, QuerySlots.overall(8));
    }

    PrometheusSource of(PrometheusEndpoint endpoint, FetchLimits limits, QuerySlots overall) {
        return new PrometheusSource(endpoint, limits, overall, backOff());
    }

    BackOff backOff() {
        return new BackOff(new SplittableRandom(20261123), pauses::add, Duration.ofMillis(500), Duration.ofSeconds(10));
    }
}
