package io.predictivescaler.operator.telemetry;

/** Whether a condition holds. */
public enum ConditionStatus {
    True,
    False,
    Unknown
}
