/** What a forecast costs: time by JMH, memory by JOL. Run with {@code mvn -Pbenchmarks -pl forecasting verify}. */
@NullMarked
package io.predictivescaler.forecasting.benchmark;

import org.jspecify.annotations.NullMarked;
