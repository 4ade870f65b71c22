/** The commands of {@code predictive-scaler}: options in, settings out, exit codes back. */
@NullMarked
package io.predictivescaler.operator.cli;

import org.jspecify.annotations.NullMarked;
