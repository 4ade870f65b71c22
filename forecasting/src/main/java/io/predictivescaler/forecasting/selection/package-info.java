/** Which members a history admits, how well each did at pseudo-origins inside it, and the blend that follows from that. */
@NullMarked
package io.predictivescaler.forecasting.selection;

import org.jspecify.annotations.NullMarked;
