/** Builders of series for tests, and the real traces where they are at hand. */
@NullMarked
package io.predictivescaler.forecasting.testkit;

import org.jspecify.annotations.NullMarked;
