package io.predictivescaler.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import io.predictivescaler.operator.testkit.prometheus.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Prometheus sources")
class PrometheusSourcesIT {
    private static final RangeQuery HOUR = DemandSourceContract.minutes("demand", 0, 60);

    private final PrometheusStub stub = PrometheusStub.start().serving("demand", DemandSourceContract.DEMAND);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final PrometheusSources sources = new PrometheusSources(
            FetchLimits.standard(), QuerySlots.overall(4), new TestSources().backOff(), now::get, Duration.ofHours(1));

    @AfterEach
    void stop() {
        sources.close();
        stub.close();
    }

    private PrometheusEndpoint endpoint(String token) {
        return new PrometheusEndpoint(
                stub.url(), TestSources.PATIENT, Map.of(), new Authentication.Bearer(token), TlsMaterial.systemTrust());
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Test
    void areMadeOncePerEndpoint() {
        sources.source(endpoint("one")).fetch(HOUR);
        sources.source(endpoint("one")).fetch(HOUR);

        assertThat(sources.size()).isEqualTo(1);
    }

    @Test
    void areAnotherWithAnotherSecret() {
        sources.source(endpoint("one")).fetch(HOUR);
        sources.source(endpoint("two")).fetch(HOUR);

        assertThat(sources.size()).isEqualTo(2);
        assertThat(stub.requests())
                .extracting(request -> request.headers().getFirst("Authorization"))
                .containsExactly("Bearer one", "Bearer two");
    }

    @Test
    void areLetGoWhenNobodyAsksThemAndComeBackWhenSomebodyDoes() {
        DemandSource kept = sources.source(endpoint("one"));
        kept.fetch(HOUR);
        pass(Duration.ofMinutes(61));
        sources.source(endpoint("two")).fetch(HOUR);
        assertThat(sources.size()).isEqualTo(1);

        assertThat(kept.fetch(HOUR)).isInstanceOf(FetchOutcome.Fetched.class);
        assertThat(sources.size()).isEqualTo(2);
    }

    @Test
    void stayWhileTheyAreAsked() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        stub.next(Reply.silent(release));
        FutureTask<FetchOutcome> slow =
                new FutureTask<>(() -> sources.source(endpoint("one")).fetch(HOUR));
        Thread.ofVirtual().start(slow);
        Awaitility.await().until(() -> stub.requests().size() == 1);
        pass(Duration.ofMinutes(61));

        sources.source(endpoint("two")).fetch(HOUR);

        assertThat(sources.size()).isEqualTo(2);
        release.countDown();
        assertThat(slow.get(60, TimeUnit.SECONDS)).isInstanceOf(FetchOutcome.Fetched.class);
    }
}
