/** Which seasons a history really has: significance tests that trends, level shifts, gaps, bursts and slow noise do not deceive. */
@NullMarked
package io.predictivescaler.forecasting.season;

import org.jspecify.annotations.NullMarked;
