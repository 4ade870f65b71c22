package io.predictivescaler.operator.metrics;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of asking for demand. Every failure has a {@link FailureKind} and a sentence for the user with numbers and the remedy.
 * The sentences hold no label values, no samples and no response body: the one foreign text is Prometheus' own message about the
 * user's own query, in which quoted text that is not in the query is blanked.
 */
public sealed interface FetchOutcome {
    /** No demand can be had now. */
    sealed interface Failed extends FetchOutcome {
        FailureKind kind();

        /** One sentence for a condition or an event: what failed, with numbers and units, and what to do. */
        String message();
    }

    /**
     * Demand, at least one step of it present. Whether its last sample is recent enough is the caller's to judge.
     *
     * @param series starts at the query's {@code from} and has its number of steps; absent and NaN samples are missing
     * @param notes what the user should know although demand was had, each a sentence
     */
    record Fetched(Series series, List<String> notes) implements FetchOutcome {
        public Fetched {
            notes = List.copyOf(notes);
        }

        /** The instant of the last sample, which is the end of the last step present. */
        public Optional<Instant> lastSample() {
            return series.lastPresent().stream()
                    .mapToObj(last -> series.timeOf(last + 1))
                    .findFirst();
        }
    }

    /**
     * No connection, or it broke.
     *
     * @param address host and port
     * @param cause what happened, half a sentence
     */
    record Unreachable(String address, String cause) implements Failed {
        @Override
        public FailureKind kind() {
            return FailureKind.Unreachable;
        }

        @Override
        public String message() {
            return "Prometheus at " + address + " cannot be reached: " + cause;
        }
    }

    /** No complete answer within {@code timeout}. */
    record TimedOut(String address, Duration timeout) implements Failed {
        @Override
        public FailureKind kind() {
            return FailureKind.TimedOut;
        }

        @Override
        public String message() {
            return "Prometheus at " + address + " gave no complete answer within " + Wording.duration(timeout)
                    + ": make the query cheaper (a recording rule), the step longer, or raise the source's timeout";
        }
    }

    /** Credentials are missing, wrong or do not suffice. */
    record Unauthorized(String address, int status) implements Failed {
        @Override
        public FailureKind kind() {
            return FailureKind.Unauthorized;
        }

        @Override
        public String message() {
            return "Prometheus at " + address + " refused the credentials (status " + status
                    + "): check the source's bearerToken, basicAuth, headers or client certificate";
        }
    }

    /**
     * Prometheus refuses the query or cannot evaluate it.
     *
     * @param error Prometheus' own message, made safe to show
     */
    record BadQuery(String error) implements Failed {
        @Override
        public FailureKind kind() {
            return FailureKind.BadQuery;
        }

        @Override
        public String message() {
            return "Prometheus refused the query: " + error;
        }
    }

    /** Nothing between {@code from} and {@code to}. */
    record NoSeries(Instant from, Instant to) implements Failed {
        @Override
        public FailureKind kind() {
            return FailureKind.NoSeries;
        }

        @Override
        public String message() {
            return "the query gives no series between " + from + " and " + to
                    + ": check its metric name and label matchers, and that the metric is scraped";
        }
    }

    /**
     * Several series where demand is one.
     *
     * @param count how many, 2 or more
     * @param complete false when reading ended early, so that there are at least {@code count}
     * @param differingLabels names, sorted, of labels by which the series differ
     */
    record ManySeries(int count, boolean complete, List<String> differingLabels) implements Failed {
        public ManySeries {
            if (count < 2) {
                throw new IllegalArgumentException("many series are 2 or more, not " + count);
            }
            differingLabels = List.copyOf(differingLabels);
        }

        @Override
        public FailureKind kind() {
            return FailureKind.ManySeries;
        }

        @Override
        public String message() {
            return "the query gives " + (complete ? "" : "at least ") + count + " series instead of one"
                    + Wording.listed(", which differ by ", differingLabels)
                    + ": wrap it in sum(...)";
        }
    }

    /**
     * Infinite values, or nothing but NaN.
     *
     * @param samples how many samples are not finite
     * @param first the instant of the first of them
     */
    record NotFinite(int samples, Instant first) implements Failed {
        @Override
        public FailureKind kind() {
            return FailureKind.NotFinite;
        }

        @Override
        public String message() {
            return "the query gives " + Wording.counted(samples, "sample") + " that "
                    + (samples == 1 ? "is" : "are") + " infinite or not a number, the first at " + first
                    + ": look for a division by zero, and leave such samples out (for example ... / (b > 0))";
        }
    }

    /**
     * Values clearly below zero.
     *
     * @param samples how many samples are negative
     * @param first the instant of the first of them
     */
    record NegativeDemand(int samples, Instant first) implements Failed {
        @Override
        public FailureKind kind() {
            return FailureKind.NegativeDemand;
        }

        @Override
        public String message() {
            return "the query gives " + Wording.counted(samples, "sample") + " below zero, the first at " + first
                    + ", and demand cannot be negative: use rate(...) for a counter, or clamp_min(..., 0) if zero is meant";
        }
    }

    /** An answer of more than {@code limit} bytes. */
    record TooLarge(long limit) implements Failed {
        @Override
        public FailureKind kind() {
            return FailureKind.TooLarge;
        }

        @Override
        public String message() {
            return "the answer is larger than the " + Wording.bytes(limit)
                    + " that are read: aggregate the query to one series with sum(...), or make the step longer";
        }
    }

    /**
     * What answers does not speak Prometheus' API.
     *
     * @param address host and port
     * @param found what came instead and what to check, half a sentence without anything of the response's body
     */
    record Malformed(String address, String found) implements Failed {
        @Override
        public FailureKind kind() {
            return FailureKind.Malformed;
        }

        @Override
        public String message() {
            return "what answers at " + address + " is not Prometheus' query API: " + found;
        }
    }

    /** The server failed with {@code status}, also when tried again. */
    record ServerError(String address, int status) implements Failed {
        @Override
        public FailureKind kind() {
            return FailureKind.ServerError;
        }

        @Override
        public String message() {
            return "Prometheus at " + address + " failed with status " + status
                    + ", also when tried again: see its own logs; the operator keeps trying";
        }
    }

    /** The server asks for fewer queries, also when tried again. */
    record RateLimited(String address) implements Failed {
        @Override
        public FailureKind kind() {
            return FailureKind.RateLimited;
        }

        @Override
        public String message() {
            return "Prometheus at " + address + " asks for fewer queries (status 429), also when tried again: "
                    + "raise its query limits or use longer steps; the operator keeps trying";
        }
    }

    /**
     * No turn: other requests, the most at once, were under way all through {@code waited}.
     *
     * @param address host and port
     */
    record Busy(String address, Duration waited) implements Failed {
        @Override
        public FailureKind kind() {
            return FailureKind.Busy;
        }

        @Override
        public String message() {
            return "the query to Prometheus at " + address + " got no turn within " + Wording.duration(waited)
                    + " behind other queries of the operator: make queries cheaper, or allow it more at once";
        }
    }

    /** Given up because the operator stops. */
    record Interrupted() implements Failed {
        @Override
        public FailureKind kind() {
            return FailureKind.Interrupted;
        }

        @Override
        public String message() {
            return "the query was given up because the operator stops";
        }
    }
}
