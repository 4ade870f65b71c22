package io.predictivescaler.operator.metrics;

import io.predictivescaler.operator.metrics.FetchOutcome.Busy;
import io.predictivescaler.operator.metrics.FetchOutcome.Failed;
import io.predictivescaler.operator.metrics.FetchOutcome.Interrupted;
import io.predictivescaler.operator.metrics.FetchOutcome.TimedOut;
import io.predictivescaler.operator.metrics.FetchOutcome.Unreachable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Demand from one Prometheus, or what speaks its HTTP API. A range is read in chunks, one after the other, each sent again when
 * the connection or the server fails in a way that passes. Redirects are never followed: credentials would go along.
 */
public final class PrometheusSource implements DemandSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrometheusSource.class);
    /** A server that takes longer to accept a connection is away; its queries may take as long as the endpoint's timeout. */
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private final PrometheusEndpoint endpoint;
    private final FetchLimits limits;
    private final QuerySlots slots;
    private final BackOff backOff;
    private final AnswerReader reader;
    private final HttpClient client;
    private final ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * A source that holds no connection yet.
     *
     * @param overall the slots of all sources together
     */
    public PrometheusSource(PrometheusEndpoint endpoint, FetchLimits limits, QuerySlots overall, BackOff backOff) {
        this.endpoint = endpoint;
        this.limits = limits;
        this.slots = overall.within(limits.concurrent());
        this.backOff = backOff;
        this.reader = new AnswerReader(endpoint, limits.responseBytes());
        this.client = HttpClient.newBuilder()
                // Prometheus speaks no clear-text HTTP/2, and an upgrade with each first request confuses proxies.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(shorter(endpoint.timeout(), LONGEST_CONNECT))
                .sslContext(TlsContext.of(endpoint.tls()))
                .build();
    }

    @Override
    public FetchOutcome fetch(RangeQuery query) {
        try {
            return fetchInChunks(query);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Interrupted();
        }
    }

    /** Lets what is under way end and takes nothing new. */
    @Override
    public void close() {
        client.shutdown();
        exchanges.shutdown();
    }

    private FetchOutcome fetchInChunks(RangeQuery query) throws InterruptedException {
        Demand demand = new Demand(query);
        for (RangeQuery chunk : RangeRequest.chunks(query, limits.pointsPerRequest())) {
            Optional<Failed> refusal = switch (tryAndTryAgain(chunk)) {
                case Answer.Samples samples -> demand.take(samples.matrix(), chunk);
                case Answer.Final refused -> Optional.of(refused.failure());
                case Answer.Passing passing -> Optional.of(passing.failure());
            };
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        return demand.outcome();
    }

    /** What came of one chunk when its tries, or the time for them, were used up. */
    private Answer tryAndTryAgain(RangeQuery chunk) throws InterruptedException {
        // The last try, too, must have a whole timeout within the time of them all.
        Duration latest = endpoint.timeout().multipliedBy(limits.tries() - 1L);
        Duration spent = Duration.ZERO;
        for (int attempt = 1; ; attempt++) {
            long begun = System.nanoTime();
            Answer answer = sendOnce(chunk);
            spent = spent.plusNanos(System.nanoTime() - begun);
            if (!(answer instanceof Answer.Passing passing) || attempt == limits.tries()) {
                return answer;
            }
            Duration wait = longer(backOff.after(attempt), passing.notBefore());
            spent = spent.plus(wait);
            if (spent.compareTo(latest) > 0) {
                return answer;
            }
            LOG.debug("{}; trying again in {}", passing.failure().message(), wait);
            backOff.pause(wait);
        }
    }

    private Answer sendOnce(RangeQuery chunk) throws InterruptedException {
        if (!slots.take(endpoint.timeout())) {
            return new Answer.Final(new Busy(endpoint.address(), endpoint.timeout()));
        }
        try {
            return exchange(chunk);
        } finally {
            slots.giveBack();
        }
    }

    /**
     * Sends and reads on a thread of its own: the client's own timeout ends with the response's head, and a body that trickles in
     * would hold the caller for ever.
     */
    private Answer exchange(RangeQuery chunk) throws InterruptedException {
        Future<Answer> answer = exchanges.submit(
                () -> reader.read(chunk, client.send(RangeRequest.of(chunk, endpoint), BodyHandlers.ofInputStream())));
        try {
            return answer.get(endpoint.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return timedOut();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException broken) {
                return broken(broken);
            }
            throw new IllegalStateException("a range query failed in an unexpected way", e);
        } finally {
            answer.cancel(true);
        }
    }

    private Answer broken(IOException broken) {
        if (broken instanceof HttpTimeoutException && !Breakage.isOfConnecting(broken)) {
            return timedOut();
        }
        Unreachable failure = new Unreachable(endpoint.address(), Breakage.of(broken));
        return Breakage.mayPass(broken) ? new Answer.Passing(failure, Duration.ZERO) : new Answer.Final(failure);
    }

    /** Not sent again: a query that is too heavy would only be heavy several times. */
    private Answer timedOut() {
        return new Answer.Final(new TimedOut(endpoint.address(), endpoint.timeout()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
