package io.predictivescaler.operator.scale;

/** What came of looking for a target. */
public sealed interface TargetLookup {
    record Found(Target target) implements TargetLookup {}

    record NotFound() implements TargetLookup {}
}
