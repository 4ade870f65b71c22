/** Forecasts a demand series: {@link io.predictivescaler.forecasting.Forecaster} fits, what it returns forecasts and updates. */
@NullMarked
package io.predictivescaler.forecasting;

import org.jspecify.annotations.NullMarked;
