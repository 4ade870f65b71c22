/** What enforcing would have brought over the last days: when that is worked out, from what, and what came of it. */
@NullMarked
package io.predictivescaler.operator.benefit;

import org.jspecify.annotations.NullMarked;
