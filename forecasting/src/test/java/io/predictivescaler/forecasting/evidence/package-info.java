/** What docs/forecasting.md claims, measured on the real traces: scores beside the peers', ablation, and the guard against tuning. */
@NullMarked
package io.predictivescaler.forecasting.evidence;

import org.jspecify.annotations.NullMarked;
