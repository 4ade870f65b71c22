package io.predictivescaler.operator.metrics;

import com.fasterxml.jackson.core.JacksonException;
import io.predictivescaler.operator.metrics.FetchOutcome.BadQuery;
import io.predictivescaler.operator.metrics.FetchOutcome.Failed;
import io.predictivescaler.operator.metrics.FetchOutcome.Malformed;
import io.predictivescaler.operator.metrics.FetchOutcome.RateLimited;
import io.predictivescaler.operator.metrics.FetchOutcome.ServerError;
import io.predictivescaler.operator.metrics.FetchOutcome.TimedOut;
import io.predictivescaler.operator.metrics.FetchOutcome.TooLarge;
import io.predictivescaler.operator.metrics.FetchOutcome.Unauthorized;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Tells from an HTTP response what came of a range query. */
final class AnswerReader {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private final PrometheusEndpoint endpoint;
    private final long responseBytes;

    AnswerReader(PrometheusEndpoint endpoint, long responseBytes) {
        this.endpoint = endpoint;
        this.responseBytes = responseBytes;
    }

    /** What the response says; an {@link IOException} means that it broke off. */
    Answer read(RangeQuery query, HttpResponse<InputStream> response) throws IOException {
        try (InputStream raw = response.body();
                InputStream body = unpacked(response, raw)) {
            return response.statusCode() == 200 ? samples(query, body) : failure(query, response, body);
        } catch (LimitedInput.Exceeded e) {
            return new Answer.Final(new TooLarge(responseBytes));
        } catch (MatrixReader.Histograms e) {
            return new Answer.Final(new BadQuery("it gives native histograms where demand is a number: "
                    + "take histogram_count(rate(...)) or histogram_sum(rate(...))"));
        } catch (MatrixReader.NotPrometheus e) {
            return malformed(String.valueOf(e.getMessage()));
        } catch (JacksonException | ZipException e) {
            // Their messages quote the body.
            return malformed("its answer is no JSON" + seenAs(response));
        }
    }

    private Answer samples(RangeQuery query, InputStream body) throws IOException {
        return new Answer.Samples(new MatrixReader(query).read(body));
    }

    private Answer failure(RangeQuery query, HttpResponse<InputStream> response, InputStream body) throws IOException {
        int status = response.statusCode();
        if (status >= 500) {
            boolean tooSlow = status == 503 && ErrorAnswer.read(body).type().equals("timeout");
            // Prometheus gave up on the query: sending it again would cost it as much again.
            return tooSlow
                    ? new Answer.Final(new TimedOut(endpoint.address(), endpoint.timeout()))
                    : passing(new ServerError(endpoint.address(), status), response);
        }
        return switch (status) {
            case 401, 403, 407 -> new Answer.Final(new Unauthorized(endpoint.address(), status));
            case 429 -> passing(new RateLimited(endpoint.address()), response);
            case 400, 422 -> {
                ErrorAnswer answer = ErrorAnswer.read(body);
                yield answer.isFromPrometheus()
                        ? new Answer.Final(new BadQuery(answer.shownTo(query.query())))
                        : malformed("it answers with status " + status + seenAs(response)
                                + ": check the url's scheme, port and path prefix");
            }
            case 404 ->
                // Without the path: of the operator's own server, not everybody may know it.
                malformed(
                        "it has no range queries there (status 404): check the url's path prefix, such as /prometheus");
            case 405 ->
                malformed("it does not take range queries by POST (status 405): "
                        + "let what stands before Prometheus pass POST on");
            default ->
                malformed(
                        status >= 300 && status < 400
                                ? "it redirects (status " + status + "), which is not followed since credentials "
                                        + "would go along: write the final url"
                                : "it answers with status " + status + seenAs(response));
        };
    }

    private Answer malformed(String found) {
        return new Answer.Final(new Malformed(endpoint.address(), found));
    }

    /** Only seconds are understood: for a date one would have to trust that both clocks agree. */
    private static Answer passing(Failed failure, HttpResponse<?> response) {
        String after = response.headers().firstValue("Retry-After").orElse("").strip();
        return new Answer.Passing(
                failure, SECONDS.matcher(after).matches() ? Duration.ofSeconds(Long.parseLong(after)) : Duration.ZERO);
    }

    private InputStream unpacked(HttpResponse<InputStream> response, InputStream raw) throws IOException {
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            // The limit is on what comes out, so that a small body cannot unpack to a huge one.
            case "gzip" -> new LimitedInput(new GZIPInputStream(raw, 8192), responseBytes);
            case "identity", "" -> new LimitedInput(raw, responseBytes);
            default -> throw new MatrixReader.NotPrometheus("its answer is packed in a way that was not asked for");
        };
    }

    private static String seenAs(HttpResponse<?> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return type.startsWith("text/html") ? " but a web page" : "";
    }
}
