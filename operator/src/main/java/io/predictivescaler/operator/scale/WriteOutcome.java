package io.predictivescaler.operator.scale;

/** What came of a write to a target. */
public sealed interface WriteOutcome {
    /** It stands; {@code target} is what the API server answered. */
    record Written(Target target) implements WriteOutcome {}

    /** The target changed since it was read: read again, decide again. */
    record Conflict() implements WriteOutcome {}

    /** The target is gone. */
    record Gone() implements WriteOutcome {}

    /** The API server does not allow it: permissions, an admission policy, a quota. */
    record Refused(String message) implements WriteOutcome {}
}
