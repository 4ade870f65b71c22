/** Recorded demand in CSV files: read line by line, refused with file, line and remedy. */
@NullMarked
package io.predictivescaler.operator.trace;

import org.jspecify.annotations.NullMarked;
