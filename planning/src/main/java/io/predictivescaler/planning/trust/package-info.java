/**
 * Whether a demand entry's forecasts have earned that floors are raised by them: every window's forecast is kept until what came is known,
 * {@link io.predictivescaler.planning.trust.TrustGate} judges. Pure: values in, values out.
 */
@NullMarked
package io.predictivescaler.planning.trust;

import org.jspecify.annotations.NullMarked;
