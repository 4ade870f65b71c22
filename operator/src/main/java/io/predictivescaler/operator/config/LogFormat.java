package io.predictivescaler.operator.config;

/** How log lines look. */
public enum LogFormat {
    /** One JSON object a line. */
    json,
    /** For people. */
    text
}
