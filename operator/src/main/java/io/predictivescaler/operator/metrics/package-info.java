/** Demand history from Prometheus' HTTP API: the port, its outcomes, and the adapter with its limits, credentials and TLS. */
@NullMarked
package io.predictivescaler.operator.metrics;

import org.jspecify.annotations.NullMarked;
