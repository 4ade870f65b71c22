package io.predictivescaler.operator.telemetry;

/**
 * What the operator found of one condition.
 *
 * @param message one sentence for people: field, value, remedy, with numbers and units
 */
public record Verdict(ConditionType type, ConditionStatus status, ConditionReason reason, String message) {
    public static Verdict yes(ConditionType type, ConditionReason reason, String message) {
        return new Verdict(type, ConditionStatus.True, reason, message);
    }

    public static Verdict no(ConditionType type, ConditionReason reason, String message) {
        return new Verdict(type, ConditionStatus.False, reason, message);
    }

    public static Verdict unknown(ConditionType type, ConditionReason reason, String message) {
        return new Verdict(type, ConditionStatus.Unknown, reason, message);
    }
}
