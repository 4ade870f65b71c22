/**
 * The shell around the pure core: everything that knows Kubernetes, HTTP, a clock or a logger lives here and below.
 * {@link io.predictivescaler.operator.Main} is the only program.
 */
@NullMarked
package io.predictivescaler.operator;

import org.jspecify.annotations.NullMarked;
