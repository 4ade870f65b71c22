/**
 * The real operator against an embedded API server, a simulated cluster and a Prometheus-compatible endpoint, on a clock that
 * advances in steps. {@link io.predictivescaler.demo.Main} is the program.
 */
@NullMarked
package io.predictivescaler.demo;

import org.jspecify.annotations.NullMarked;
