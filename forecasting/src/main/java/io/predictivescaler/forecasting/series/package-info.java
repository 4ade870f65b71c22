/** Demand on an even grid of steps, with its gaps, and what is done to it before a model sees it. */
@NullMarked
package io.predictivescaler.forecasting.series;

import org.jspecify.annotations.NullMarked;
