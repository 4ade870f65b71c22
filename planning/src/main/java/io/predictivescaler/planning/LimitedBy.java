package io.predictivescaler.planning;

/** What kept the bounds from following the need. */
public enum LimitedBy {
    MinHighest,
    MaxReplicas,
    SeenDemand,
    Budget,
    RaiseStep,
    ReleaseStep,
    None
}
