package io.predictivescaler.operator.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.metrics.FetchOutcome.Busy;
import io.predictivescaler.operator.metrics.FetchOutcome.Failed;
import io.predictivescaler.operator.metrics.FetchOutcome.Fetched;
import io.predictivescaler.operator.metrics.FetchOutcome.Interrupted;
import io.predictivescaler.operator.metrics.FetchOutcome.ManySeries;
import io.predictivescaler.operator.metrics.FetchOutcome.RateLimited;
import io.predictivescaler.operator.metrics.FetchOutcome.ServerError;
import io.predictivescaler.operator.metrics.FetchOutcome.TimedOut;
import io.predictivescaler.operator.metrics.FetchOutcome.TooLarge;
import io.predictivescaler.operator.metrics.FetchOutcome.Unauthorized;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import io.predictivescaler.operator.testkit.prometheus.RangeRequestSeen;
import io.predictivescaler.operator.testkit.prometheus.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A Prometheus source")
class PrometheusSourceFaultsIT {
    private static final Duration MINUTE = DemandSourceContract.MINUTE;
    private static final RangeQuery HOUR = DemandSourceContract.minutes("demand", 0, 60);
    private static final Series DEMAND = DemandSourceContract.DEMAND;

    private final PrometheusStub stub = PrometheusStub.start().serving("demand", DEMAND);
    private final TestSources sources = new TestSources();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void stop() {
        release.countDown();
        stub.close();
    }

    private FetchOutcome fetch(RangeQuery query) {
        return fetch(PrometheusEndpoint.of(stub.url(), TestSources.PATIENT), query);
    }

    private FetchOutcome fetch(PrometheusEndpoint endpoint, RangeQuery query) {
        try (PrometheusSource source = sources.of(endpoint)) {
            return source.fetch(query);
        }
    }

    private Failed failure(Reply... replies) {
        stub.next(replies);
        return assertThat(fetch(HOUR)).asInstanceOf(type(Failed.class)).actual();
    }

    private PrometheusEndpoint impatient() {
        return PrometheusEndpoint.of(stub.url(), Duration.ofMillis(300));
    }

    private static Reply[] times(int count, Reply reply) {
        return IntStream.range(0, count).mapToObj(i -> reply).toArray(Reply[]::new);
    }

    @Nested
    class Asks {
        @Test
        void byFormForTheEndsOfTheSteps() {
            fetch(HOUR);

            RangeRequestSeen seen = stub.requests().getFirst();
            assertThat(seen.method()).isEqualTo("POST");
            assertThat(seen.path()).isEqualTo("/api/v1/query_range");
            assertThat(seen.query()).isEqualTo("demand");
            assertThat(seen.start()).isEqualTo(HOUR.from().plus(MINUTE));
            assertThat(seen.end()).isEqualTo(HOUR.to());
            assertThat(seen.step()).isEqualTo(MINUTE);
        }

        @Test
        void inChunksUnderPrometheusLimit() {
            FetchOutcome outcome = fetch(DemandSourceContract.minutes("demand", 0, 12_000));

            assertThat(stub.requests()).extracting(RangeRequestSeen::points).containsExactly(10_000, 2_000);
            assertThat(outcome).isEqualTo(new Fetched(DEMAND, List.of()));
        }

        @Test
        void underThePathPrefixOfTheUrl() {
            URI mimir = stub.url().resolve("/prometheus/");

            fetch(PrometheusEndpoint.of(mimir, TestSources.PATIENT), HOUR);

            assertThat(stub.requests().getFirst().path()).isEqualTo("/prometheus/api/v1/query_range");
        }

        @Test
        void withHeadersAndCredentials() {
            fetch(
                    new PrometheusEndpoint(
                            stub.url(),
                            TestSources.PATIENT,
                            Map.of("X-Scope-OrgID", "shop"),
                            new Authentication.Basic("ann", "pässword"),
                            TlsMaterial.systemTrust()),
                    HOUR);

            var headers = stub.requests().getFirst().headers();
            assertThat(headers.getFirst("X-Scope-OrgID")).isEqualTo("shop");
            assertThat(headers.getFirst("Authorization")).isEqualTo("Basic YW5uOnDDpHNzd29yZA==");
        }
    }

    @Nested
    class TriesAgain {
        @ParameterizedTest
        @ValueSource(ints = {500, 502, 503, 429})
        void whatPasses(int status) {
            stub.next(times(2, Reply.status(status)));

            assertThat(fetch(HOUR)).isInstanceOf(Fetched.class);
            assertThat(stub.requests()).hasSize(3);
            assertThat(sources.pauses).hasSize(2).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) <= 0);
        }

        @Test
        void brokenConnections() {
            stub.next(Reply.hangUp(), Reply.cutShort());

            assertThat(fetch(HOUR)).isInstanceOf(Fetched.class);
        }

        @Test
        void noMoreThanThreeTimes() {
            assertThat(failure(times(3, Reply.status(500)))).isEqualTo(new ServerError(address(), 500));
            assertThat(stub.requests()).hasSize(3);
        }

        @Test
        void notBeforeTheServerWantsIt() {
            stub.next(Reply.status(429, Map.of("Retry-After", "7")));

            assertThat(fetch(HOUR)).isInstanceOf(Fetched.class);
            assertThat(sources.pauses).containsExactly(Duration.ofSeconds(7));
        }

        @Test
        void notWhenTheServerWantsMoreTimeThanThereIs() {
            Failed failure = failure(Reply.status(429, Map.of("Retry-After", "3600")));

            assertThat(failure).isEqualTo(new RateLimited(address()));
            assertThat(stub.requests()).hasSize(1);
            assertThat(sources.pauses).isEmpty();
        }

        @Test
        void notWhatTheUserMustMend() {
            failure(Reply.error(422, "execution", "too many samples"));

            assertThat(stub.requests()).hasSize(1);
        }

        @Test
        void onlyTheChunkThatFailed() {
            stub.next(Reply.status(500));

            fetch(DemandSourceContract.minutes("demand", 0, 12_000));

            assertThat(stub.requests()).extracting(RangeRequestSeen::points).containsExactly(10_000, 10_000, 2_000);
        }
    }

    @Nested
    class Refuses {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "garbage",
                    "null",
                    "[]",
                    "{\"status\":\"success\"}",
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}",
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[1]}}",
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"values\":[[1]]}]}}",
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"values\":[[1,\"x\"]]}]}}",
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"val"
                })
        void whatIsNotPrometheusJson(String body) {
            assertThat(failure(Reply.json(body)).kind()).isEqualTo(FailureKind.Malformed);
        }

        @Test
        void webPages() {
            Failed failure = failure(Reply.of(200, "text/html", "<html>Sign in to secret.example</html>"));

            assertThat(failure.kind()).isEqualTo(FailureKind.Malformed);
            assertThat(failure.message()).contains("web page").doesNotContain("Sign in");
        }

        @Test
        void toFollowRedirects() {
            try (PrometheusStub elsewhere = PrometheusStub.start().serving("demand", DEMAND)) {
                stub.next(Reply.status(307, Map.of("Location", elsewhere.url() + "/api/v1/query_range")));

                Failed failure = assertThat(fetch(
                                new PrometheusEndpoint(
                                        stub.url(),
                                        TestSources.PATIENT,
                                        Map.of(),
                                        new Authentication.Bearer("s3cret"),
                                        TlsMaterial.systemTrust()),
                                HOUR))
                        .asInstanceOf(type(Failed.class))
                        .actual();

                assertThat(failure.message()).contains("redirects (status 307)");
                assertThat(elsewhere.requests()).isEmpty();
            }
        }

        @Test
        void samplesOffTheGridThatWasAskedFor() {
            Failed failure = failure(Reply.json("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\","
                    + "\"result\":[{\"metric\":{},\"values\":[[1704067261.5,\"1\"]]}]}}"));

            assertThat(failure.message()).contains("other times than asked for");
        }

        @ParameterizedTest
        @ValueSource(ints = {401, 403})
        void toGoOnWithoutRights(int status) {
            assertThat(failure(Reply.status(status))).isEqualTo(new Unauthorized(address(), status));
        }

        @Test
        void serversWithoutPost() {
            assertThat(failure(Reply.status(405)).message()).contains("POST (status 405)");
        }

        @Test
        void wrongPaths() {
            assertThat(failure(Reply.status(404)).message())
                    .contains("path prefix")
                    .doesNotContain("/api/v1/query_range");
        }

        @Test
        void nativeHistograms() {
            Failed failure =
                    failure(Reply.json("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":"
                            + "[{\"metric\":{},\"histograms\":[[1704067260,{\"count\":\"1\"}]]}]}}"));

            assertThat(failure.message()).contains("histogram_count");
        }
    }

    @Nested
    class Limits {
        @Test
        void howMuchItReads() {
            assertThat(failure(Reply.endless())).isEqualTo(new TooLarge(32 << 20));
        }

        @Test
        void howMuchItUnpacks() {
            assertThat(failure(Reply.gzip(" ".repeat(40 << 20).getBytes(UTF_8))))
                    .isEqualTo(new TooLarge(32 << 20));
        }

        @Test
        void howManySeriesItCounts() {
            String[] pods = IntStream.range(0, 1_200)
                    .mapToObj(i -> "{\"pod\":\"p-" + i + "\"}")
                    .toArray(String[]::new);

            assertThat(failure(Reply.series(pods))).isEqualTo(new ManySeries(1_000, false, List.of("pod")));
        }

        @Test
        void howLongItWaitsForAnAnswer() {
            stub.next(Reply.silent(release));

            assertThat(fetch(impatient(), HOUR)).isEqualTo(new TimedOut(address(), Duration.ofMillis(300)));
            assertThat(stub.requests()).hasSize(1);
        }

        @Test
        void howLongItWaitsForTheRestOfAnAnswer() {
            stub.next(Reply.stuck(release));

            assertThat(fetch(impatient(), HOUR)).isEqualTo(new TimedOut(address(), Duration.ofMillis(300)));
        }

        @Test
        void queriesThatPrometheusItselfFindsTooSlow() {
            Failed failure = failure(Reply.error(503, "timeout", "query timed out in expression evaluation"));

            assertThat(failure.kind()).isEqualTo(FailureKind.TimedOut);
            assertThat(stub.requests()).hasSize(1);
        }

        @Test
        void howManyRequestsAreUnderWay() throws Exception {
            stub.next(Reply.silent(release));
            QuerySlots one = QuerySlots.overall(1);
            try (PrometheusSource slow = sources.of(
                            PrometheusEndpoint.of(stub.url(), TestSources.PATIENT), FetchLimits.standard(), one);
                    PrometheusSource next = sources.of(impatient(), FetchLimits.standard(), one)) {
                FutureTask<FetchOutcome> first = new FutureTask<>(() -> slow.fetch(HOUR));
                Thread.ofVirtual().start(first);
                Awaitility.await().until(() -> stub.requests().size() == 1);

                assertThat(next.fetch(HOUR)).isEqualTo(new Busy(address(), Duration.ofMillis(300)));

                release.countDown();
                first.get(60, TimeUnit.SECONDS);
                assertThat(next.fetch(HOUR)).isInstanceOf(Fetched.class);
            }
        }
    }

    @Nested
    class Reads {
        @Test
        void packedAnswers() {
            stub.next(Reply.packedConstant("7"));

            assertThat(fetch(HOUR))
                    .asInstanceOf(type(Fetched.class))
                    .satisfies(fetched -> assertThat(fetched.series().present()).isEqualTo(60));
        }

        @Test
        void seriesThatFollowEachOtherAsMany() {
            stub.next(Reply.series("{\"pod\":\"a\"}"), Reply.series("{\"pod\":\"b\"}"));

            assertThat(fetch(DemandSourceContract.minutes("demand", 0, 12_000)))
                    .isEqualTo(new ManySeries(2, false, List.of("pod")));
        }

        @Test
        void anEmptyChunkAsMissing() {
            FetchOutcome outcome = fetch(DemandSourceContract.minutes("demand", 11_000, 23_000));

            assertThat(outcome)
                    .asInstanceOf(type(Fetched.class))
                    .satisfies(fetched -> assertThat(fetched.series().present()).isEqualTo(1_000));
        }

        @Test
        void warningsAsANoteWithoutTheirText() {
            stub.next(Reply.json("{\"status\":\"success\",\"warnings\":[\"store 10.1.2.3 is away\"],\"data\":{"
                    + "\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":[[1704067260,\"1\"]]}]}}"));

            assertThat(fetch(HOUR))
                    .asInstanceOf(type(Fetched.class))
                    .satisfies(fetched -> assertThat(fetched.notes())
                            .singleElement()
                            .asString()
                            .contains("1 warning")
                            .doesNotContain("10.1.2.3"));
        }
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws Exception {
        stub.next(Reply.silent(release));
        try (PrometheusSource source = sources.of(stub.url())) {
            FutureTask<FetchOutcome> fetch = new FutureTask<>(() -> source.fetch(HOUR));
            Thread thread = Thread.ofVirtual().start(fetch);
            Awaitility.await().until(() -> stub.requests().size() == 1);

            thread.interrupt();

            assertThat(fetch.get(60, TimeUnit.SECONDS)).isEqualTo(new Interrupted());
        }
    }

    @Test
    void saysThatNothingListens() {
        PrometheusStub gone = PrometheusStub.start();
        gone.close();

        FetchOutcome outcome = fetch(PrometheusEndpoint.of(gone.url(), TestSources.PATIENT), HOUR);

        assertThat(outcome).asInstanceOf(type(Failed.class)).satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.Unreachable);
            assertThat(failure.message()).contains("connection refused");
        });
        assertThat(sources.pauses).hasSize(2);
    }

    @Test
    void saysThatANameDoesNotResolve() {
        URI nowhere = URI.create("http://prometheus.invalid:9090");

        assertThat(fetch(PrometheusEndpoint.of(nowhere, TestSources.PATIENT), HOUR))
                .asInstanceOf(type(Failed.class))
                .extracting(Failed::message)
                .asString()
                .contains("does not resolve");
    }

    private String address() {
        return "127.0.0.1:" + stub.port();
    }
}
