/**
 * The pods of a target: which they are, and how long they take from created to Ready, as seen live. See
 * {@link io.predictivescaler.operator.pods.LeadTimes}.
 */
@NullMarked
package io.predictivescaler.operator.pods;

import org.jspecify.annotations.NullMarked;
