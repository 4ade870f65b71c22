package io.predictivescaler.operator.metrics;

/** Why there is no demand: a closed set, the reason of a condition and a metric's label. */
public enum FailureKind {
    /** No connection, or it broke: refused, reset, unknown name, TLS refused. */
    Unreachable,
    /** No complete answer within the time allowed. */
    TimedOut,
    /** Credentials are missing, wrong or do not suffice: 401 or 403. */
    Unauthorized,
    /** Prometheus refuses the query or cannot evaluate it. */
    BadQuery,
    /** The query gives nothing. */
    NoSeries,
    /** The query gives several series where demand is one. */
    ManySeries,
    /** The query gives infinite values, or nothing but NaN. */
    NotFinite,
    /** The query gives values clearly below zero, which demand cannot be. */
    NegativeDemand,
    /** The answer is larger than the operator reads. */
    TooLarge,
    /** What answers does not speak Prometheus' API. */
    Malformed,
    /** The server failed: 5xx. */
    ServerError,
    /** The server asks for fewer queries: 429. */
    RateLimited,
    /** Too many other queries of the operator were under way. */
    Busy,
    /** The fetch was given up because the operator stops. */
    Interrupted
}
