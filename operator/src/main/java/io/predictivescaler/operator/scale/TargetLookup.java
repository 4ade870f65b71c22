package io.predictivescaler.operator.scale;

/** What came of looking for a target. */
public sealed interface TargetLookup {
    record Found(Target target) implements TargetLookup {}

    record NotFound() implements TargetLookup {}

    /** The cluster knows no such kind. */
    record NotServed() implements TargetLookup {}

    /** The operator may not read it. */
    record Forbidden(String message) implements TargetLookup {}

    /** It has bounds with which no autoscaler can work. */
    record Unusable(String why) implements TargetLookup {}
}
