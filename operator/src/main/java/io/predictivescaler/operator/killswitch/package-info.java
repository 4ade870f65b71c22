/**
 * The kill switch of the whole cluster: one key of one ConfigMap in the operator's own namespace. It is watched, and read afresh
 * before the bounds of a target move.
 */
@NullMarked
package io.predictivescaler.operator.killswitch;

import org.jspecify.annotations.NullMarked;
