/** Quantile forecasts, and the conformal calibration that makes their levels honest. */
@NullMarked
package io.predictivescaler.forecasting.quantile;

import org.jspecify.annotations.NullMarked;
