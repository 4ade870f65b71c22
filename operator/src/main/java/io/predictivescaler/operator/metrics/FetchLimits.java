package io.predictivescaler.operator.metrics;

/**
 * What one source may cost.
 *
 * @param tries how often a request is sent at most, the first time included; a fetch's chunk takes at most {@code tries} timeouts
 * @param concurrent how many requests one source gets at once
 * @param pointsPerRequest evaluations per request; Prometheus refuses more than 11,000
 * @param responseBytes how much of one answer is read, unpacked
 */
public record FetchLimits(int tries, int concurrent, int pointsPerRequest, long responseBytes) {
    /** Prometheus' own limit of points per series in one answer. */
    public static final int PROMETHEUS_POINTS = 11_000;

    public FetchLimits {
        if (tries < 1 || concurrent < 1 || responseBytes < 1) {
            throw new IllegalArgumentException("tries, concurrent requests and bytes of a response are at least 1, not "
                    + tries + ", " + concurrent + " and " + responseBytes);
        }
        if (pointsPerRequest < 1 || pointsPerRequest > PROMETHEUS_POINTS) {
            throw new IllegalArgumentException(
                    "points per request are 1 to " + PROMETHEUS_POINTS + ", not " + pointsPerRequest);
        }
    }

    /** Three tries, 4 requests at once, 10,000 points per request, 32 MiB. */
    public static FetchLimits standard() {
        return new FetchLimits(3, 4, 10_000, 32L << 20);
    }

    /** These limits with another one for the bytes of a response. */
    public FetchLimits reading(long bytes) {
        return new FetchLimits(tries, concurrent, pointsPerRequest, bytes);
    }
}
