/** Honest scores: rolling origins over a trace, and what a forecast's quantiles were worth against what came. */
@NullMarked
package io.predictivescaler.forecasting.evaluation;

import org.jspecify.annotations.NullMarked;
