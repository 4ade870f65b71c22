/**
 * How long a target's pods take from created to Ready, learned from those that were seen starting:
 * {@link io.predictivescaler.planning.leadtime.LearnedLeadTime}. Pure: values in, values out.
 */
@NullMarked
package io.predictivescaler.planning.leadtime;

import org.jspecify.annotations.NullMarked;
