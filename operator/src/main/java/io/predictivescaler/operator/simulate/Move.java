package io.predictivescaler.operator.simulate;

import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.Plan;
import java.time.Instant;

/** A time at which the operator moved the bounds, and why. */
public record Move(Instant at, Bounds from, Bounds to, Plan.Decision decision) {}
