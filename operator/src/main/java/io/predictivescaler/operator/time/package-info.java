/** The shell's time, and when it looks at a resource again: a port, so that the demo can run on a clock that waits for its work. */
@NullMarked
package io.predictivescaler.operator.time;

import org.jspecify.annotations.NullMarked;
