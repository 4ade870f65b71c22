/** What one replica of each followed resource carries: as stated, or fitted to its metrics off the reconcile path. */
@NullMarked
package io.predictivescaler.operator.capacity;

import org.jspecify.annotations.NullMarked;
