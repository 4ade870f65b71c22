/** Real demand led through the operator's own decisions beside a model of its autoscaler: what would have come of it. */
@NullMarked
package io.predictivescaler.operator.simulate;

import org.jspecify.annotations.NullMarked;
