/** What one replica carries: the load per ready replica at which its utilization is the target, learned from history, or refused. */
@NullMarked
package io.predictivescaler.forecasting.capacity;

import org.jspecify.annotations.NullMarked;
