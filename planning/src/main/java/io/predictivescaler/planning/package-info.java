/**
 * From a forecast to the bounds of a target: {@link io.predictivescaler.planning.Planner} decides what they should be,
 * {@link io.predictivescaler.planning.BoundsReading} whose they are. Pure: values in, values out.
 */
@NullMarked
package io.predictivescaler.planning;

import org.jspecify.annotations.NullMarked;
