package io.predictivescaler.operator.api;

/** Patterns of strings that several fields share. */
public final class Formats {
    /**
     * A duration as PromQL writes it, largest unit first. The numbers of digits keep every match within a 64-bit count of
     * nanoseconds, in which the API server computes, so that no hostile value wraps around into the allowed range.
     */
    public static final String DURATION = "^([0-9]{1,3}w)?([0-9]{1,4}d)?([0-9]{1,5}h)?([0-9]{1,5}m)?([0-9]{1,5}s)?$";

    /** An instant as RFC 3339 writes it, with its offset from UTC. */
    public static final String INSTANT =
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$";

    /** Cron text of five fields. */
    public static final String SCHEDULE = "^[-A-Za-z0-9*/,]+( +[-A-Za-z0-9*/,]+){4}$";

    /** A quantity in its text form: sign, digits, and one of Kubernetes' suffixes, its exponent short enough to compute with. */
    public static final String QUANTITY =
            "^[+-]?([0-9]{1,20}([.][0-9]{0,9})?|[.][0-9]{1,9})([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,2})?$";

    /** The same, without a sign and not zero. */
    public static final String POSITIVE_QUANTITY =
            "^(0*[1-9][0-9]*([.][0-9]*)?|0*[.]0*[1-9][0-9]*)([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,2})?$";

    /** A DNS label, as a name that ends up in metrics and status. */
    public static final String LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    /** The name of a Kubernetes object. */
    public static final String OBJECT_NAME = "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";

    /** A key of a Secret or ConfigMap. */
    public static final String KEY = "^[-._a-zA-Z0-9]+$";

    /** The address of a server: no credentials, no query. */
    public static final String ADDRESS = "^https?://[^/?#@\\s]+(/[^?#@\\s]*)?$";

    private Formats() {}
}
