/** Builders for the planner's inputs, with sensible defaults: a test shows only the numbers that matter. */
@NullMarked
package io.predictivescaler.planning.testkit;

import org.jspecify.annotations.NullMarked;
