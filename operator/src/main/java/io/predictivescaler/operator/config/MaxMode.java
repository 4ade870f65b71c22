package io.predictivescaler.operator.config;

/** The most that any resource may do, whatever its own mode says. */
public enum MaxMode {
    /** Every resource observes; what was raised is given back. */
    Observe,
    /** Each resource does what its own mode says. */
    Enforce
}
