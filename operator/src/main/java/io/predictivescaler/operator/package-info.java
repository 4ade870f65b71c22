/** The shell and the only program: {@link io.predictivescaler.operator.OperatorRuntime} puts its parts together. */
@NullMarked
package io.predictivescaler.operator;

import org.jspecify.annotations.NullMarked;
