/** What the operator says of itself: metrics, probes, events, conditions, logs. */
@NullMarked
package io.predictivescaler.operator.telemetry;

import org.jspecify.annotations.NullMarked;
