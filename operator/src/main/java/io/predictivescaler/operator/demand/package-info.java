/** The demand of every followed resource: its history kept up to date, its model fitted off the reconcile path, its forecast. */
@NullMarked
package io.predictivescaler.operator.demand;

import org.jspecify.annotations.NullMarked;
