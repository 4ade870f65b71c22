/** Prometheus for tests: a stub of its query API that serves series and faults, and the real program on a back-filled store. */
@NullMarked
package io.predictivescaler.operator.testkit.prometheus;

import org.jspecify.annotations.NullMarked;
