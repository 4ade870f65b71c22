package io.predictivescaler.operator.config;

/** Whether it is worked out what Enforce brings, or would bring, to each resource. */
public enum Benefits {
    /** Once a day. */
    Daily,
    /** Never. */
    Off
}
