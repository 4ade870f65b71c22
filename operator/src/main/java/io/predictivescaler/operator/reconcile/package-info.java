/** One reconcile, top to bottom: read the spec, find the target, plan, apply, write status, come back in time. */
@NullMarked
package io.predictivescaler.operator.reconcile;

import org.jspecify.annotations.NullMarked;
